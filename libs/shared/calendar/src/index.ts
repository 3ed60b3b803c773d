export { CHINESE_WORKING_DAYS, KNOWN_DAYS } from './chinese-working-days';
