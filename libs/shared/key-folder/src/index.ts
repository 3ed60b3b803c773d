export { KeyFolderFault, newSecret, openKeyFolder, replaceSecretFile, secretFile } from './key-folder';
