// Declarations of commands and queries. A room's contract.ts is made of these and nothing else, so the same file serves the
// server, the OpenAPI document, the typed client in the browser, the approval inbox and the tests. Runs in a browser.
import { z } from 'zod';

/** Texts shown to people come in both languages of the house. */
export type Text = { readonly zh: string; readonly en: string };

/** Roles of staff and customers. A grant joins one of them to a unit path (docs/reference/glossary.md has the Chinese). */
export const roles = {
  customer_manager: { zh: '客户经理', en: 'Customer manager' },
  investigator: { zh: '调查岗', en: 'Investigator' },
  approver: { zh: '审批人', en: 'Approver' },
  payout_desk: { zh: '放款岗', en: 'Payout desk' },
  head_of_unit: { zh: '机构负责人', en: 'Head of unit' },
  teller: { zh: '柜员', en: 'Teller' },
  accountant: { zh: '会计', en: 'Accountant' },
  product_manager: { zh: '产品经理', en: 'Product manager' },
  risk: { zh: '风险经理', en: 'Risk manager' },
  auditor: { zh: '审计', en: 'Auditor' },
  system_administrator: { zh: '系统管理员', en: 'System administrator' },
  security_administrator: { zh: '安全管理员', en: 'Security administrator' },
  audit_administrator: { zh: '审计管理员', en: 'Audit administrator' },
  customer: { zh: '客户', en: 'Customer' },
} as const satisfies Record<string, Text>;
export type Role = keyof typeof roles;
export const staffRoles = (Object.keys(roles) as Role[]).filter((role) => role !== 'customer');
/** Roles that read the business of their unit; the three administrators do not (separation of duties, GB/T 22239 level 3). */
export const businessRoles: readonly Role[] = ['customer_manager', 'investigator', 'approver', 'payout_desk', 'head_of_unit', 'teller', 'accountant', 'product_manager', 'risk', 'auditor'];

/** Where a command came in. Read from the credential, never from a header. */
export const channels = ['console', 'counter', 'phone', 'doorstep', 'file', 'api', 'system'] as const;
export type Channel = (typeof channels)[number];

/** A refusal's HTTP status and its words. */
export type RefusalText = Text & { readonly status: 400 | 403 | 404 | 409 | 410 | 422 | 423 };
export type Refusals = Readonly<Record<string, RefusalText>>;

/** The refusals of one command, in the order they are checked: a pick from the room's closed list. */
export function refusals<R extends Refusals, K extends keyof R & string>(all: R, ...codes: K[]): Pick<R, K> {
  return Object.fromEntries(codes.map((code) => [code, all[code]])) as Pick<R, K>;
}

/** Where a command may be undone: the command that reverses it, or the reason why nothing does. */
export type ReversedBy = string | { readonly never: Text };

export type Command<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType, R extends Refusals = Refusals> = {
  readonly kind: 'command';
  readonly name: string;
  readonly summary: Text;
  readonly roles: readonly Role[];
  readonly channels: readonly Channel[];
  readonly input: I;
  readonly output: O;
  readonly refusals: R;
  readonly reversedBy: ReversedBy;
  /** What a second person must agree to before it takes effect; the rule itself stands beside the handler. */
  readonly approval?: Text;
  /** Moves money: the effect is announced on the outbox. */
  readonly money?: boolean;
  /** Open to callers who have not signed in (sign-in itself). */
  readonly open?: boolean;
};

export type Query<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType, R extends Refusals = Refusals> = {
  readonly kind: 'query';
  readonly name: string;
  readonly summary: Text;
  readonly roles: readonly Role[];
  readonly input: I;
  readonly output: O;
  readonly refusals: R;
  /** A list: items, nextCursor, total; may be exported as CSV. */
  readonly list?: boolean;
  readonly open?: boolean;
};

export type Declaration = Command | Query;
export type InputOf<D extends { input: z.ZodType }> = z.output<D['input']>;
export type OutputOf<D extends { output: z.ZodType }> = z.output<D['output']>;
/** What travels as JSON: amounts are strings. */
export type WireInputOf<D extends { input: z.ZodType }> = z.input<D['input']>;
export type WireOutputOf<D extends { output: z.ZodType }> = z.input<D['output']>;

const staffChannels: readonly Channel[] = ['console', 'counter', 'doorstep', 'file', 'api', 'system'];

/** Declares a command. Channels default to those of staff. */
export function command<I extends z.ZodObject, O extends z.ZodType, R extends Refusals>(
  declaration: Omit<Command<I, O, R>, 'kind' | 'channels'> & { channels?: readonly Channel[] },
): Command<I, O, R> {
  return { kind: 'command', channels: staffChannels, ...declaration };
}

/** Declares a query that answers with one object. */
export function query<I extends z.ZodObject, O extends z.ZodType, R extends Refusals = {}>(
  declaration: Omit<Query<I, O, R>, 'kind' | 'refusals' | 'list'> & { refusals?: R },
): Query<I, O, R> {
  return { kind: 'query', refusals: {} as R, ...declaration };
}

/** Declares a list: `filters` narrow it, `sorts` are the columns it may be ordered by (first is the default). Pages by cursor. */
export function list<F extends z.ZodRawShape, T extends z.ZodObject, const S extends readonly [string, ...string[]]>(declaration: {
  name: string; summary: Text; roles: readonly Role[]; filters: F; item: T; sorts: S;
}) {
  const { filters, item, sorts, ...rest } = declaration;
  return query({
    ...rest,
    input: z.strictObject({
      ...filters,
      sort: z.enum(sorts).default(sorts[0] as never),
      order: z.enum(['ascending', 'descending']).default('ascending'),
      cursor: z.string().max(400).optional(),
      limit: z.int().min(1).max(500).default(50),
    }),
    output: z.object({ items: z.array(item), nextCursor: z.string().optional(), total: z.int() }),
    list: true as const,
  } as never) as unknown as ListQuery<F, T>;
}
type ListShape = { sort: z.ZodDefault<z.ZodString>; order: z.ZodDefault<z.ZodEnum<{ ascending: 'ascending'; descending: 'descending' }>>; cursor: z.ZodOptional<z.ZodString>; limit: z.ZodDefault<z.ZodInt> };
export type ListQuery<F extends z.ZodRawShape = z.ZodRawShape, T extends z.ZodObject = z.ZodObject> = Query<
  z.ZodObject<F & ListShape>,
  z.ZodObject<{ items: z.ZodArray<T>; nextCursor: z.ZodOptional<z.ZodString>; total: z.ZodInt }>,
  {}
>;

/** An amount in minor units (fen for CNY): bigint inside, a string of digits on the wire. */
export const minor = () => z.codec(z.string().regex(/^-?\d{1,18}$/, 'digits of minor units'), z.bigint(), { decode: (text) => BigInt(text), encode: (value) => String(value) });
/** An amount that moves: more than nothing. */
export const positiveMinor = () => z.codec(z.string().regex(/^[1-9]\d{0,17}$/, 'digits of minor units, more than 0'), z.bigint(), { decode: (text) => BigInt(text), encode: (value) => String(value) });
/** A business date, YYYY-MM-DD in Asia/Shanghai. */
export const date = () => z.iso.date();
export const id = () => z.uuid();
export const currency = () => z.enum(['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP', 'SGD']).default('CNY');
export const text = (most: number) => z.string().trim().min(1).max(most);
export const sha256 = () => z.string().regex(/^[0-9a-f]{64}$/);

export type PiiKind = 'name' | 'id_number' | 'mobile' | 'address' | 'location';
/**
 * Marks a field as personal data (PIPL art. 28, JR/T 0171 class C2). The one mark drives encryption of stored payloads, masking in
 * answers, redaction in logs and the `x-pii` key of the OpenAPI document.
 */
export function pii<S extends z.ZodType>(schema: S, kind: PiiKind): S {
  return schema.meta({ 'x-pii': kind }) as S;
}
