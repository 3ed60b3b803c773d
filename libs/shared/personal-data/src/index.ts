export { LONGEST_FACT, PERSONAL_KIND, readPersonalValue } from './personal-kind';
export type { IndexedKind, PersonalKind } from './personal-kind';
export { MalformedPersonalValue } from './malformed-personal-value';
export { birthDateOf, identityNumber } from './identity-number';
export type { IdentityNumber } from './identity-number';
export { phoneNumber } from './phone-number';
export type { PhoneNumber } from './phone-number';
export { ERASED_MARK, FACT_MARK, masked } from './masking';
export { PERSONAL_FIELDS, PERSONAL_LOG_PATHS, redactText } from './redaction';
export {
  MasterKeyFault,
  newMasterKeys,
  openMasterKeys,
  readMasterKeys,
  rotateMasterKey,
  withNewMasterKey,
  withoutOldMasterKeys,
} from './master-keys';
export type { MasterKeys } from './master-keys';
export type { SealedText } from './sealing';
export { personKeyStore } from './person-key.mongo';
export type { PersonKey, PersonKeyStore } from './person-key.store';
export { personalVault } from './vault';
export type {
  PersonalVault,
  PersonalVaultSettings,
  SealedValue,
  UnmaskingEntry,
  UnmaskingRecorder,
  UnmaskingRefusal,
  UnmaskingRequest,
} from './vault';
