import { post } from '../ledger/post.ts';
import { sql } from '../../platform/sql.ts';
const f = async () => 1;
f();
export const z = [post, sql];
