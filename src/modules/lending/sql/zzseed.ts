import { sql } from '../../../platform/sql.ts';
import { t } from '../types.ts';
export const z = [t, sql];
import './zzcycle.ts';
