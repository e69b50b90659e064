import type { ReactNode } from 'react';
import { Amount, formatTime, KitLink, shortHash, useLanguage, useT } from '#kit';
import { contracts } from '#contracts';
import { addressOf } from '../address.ts';
import { useAsk } from '../api.ts';
import { commonTexts } from '../i18n/common.ts';
import { factLabel, inOrder } from '../i18n/facts.ts';
import { declarationKinds, lendingStates, roleWord, sides, stateOf, wordOf } from '../i18n/words.ts';
import { roles } from '#declare';
import { useMay } from '../session.ts';
import { useUnits } from './units.ts';
import { isMinor, isObject, isSealed, percent } from './values.ts';

export { percent } from './values.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const opens: Readonly<Record<string, (id: string) => string>> = {
  applicationId: addressOf.application, contractId: addressOf.contract, partyId: addressOf.party, borrowerId: addressOf.party, payeeId: addressOf.party, personId: addressOf.party, headId: addressOf.party,
  batchId: addressOf.approval, entryId: addressOf.entry, commandId: addressOf.command,
};
const isText = (value: unknown): value is { zh: string; en: string } => isObject(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string';
/** One value of a command or of its facts, drawn by what its name and shape say: amounts, units, rates, sealed fields, lists. */
export function Fact({ name, value }: { name: string; value: unknown }): ReactNode {
  const t = useT(commonTexts);
  const { pick } = useLanguage();
  const { nameOf } = useUnits();
  if (value === null || value === undefined || value === '') return <span className="gb-muted">--</span>;
  if (isSealed(value)) return <span className="gb-muted">{t('sealed')}</span>;
  if (isMinor(name, value)) return <Amount amountMinor={value} />;
  if (isText(value)) return pick(value);
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return <span className="gb-figures">{withUnit(name, value, t)}</span>;
  if (typeof value === 'string') return <TextFact name={name} value={value} roleOf={(code) => roleWord(code, pick)} unitOf={nameOf} kindOf={(code) => wordOf(declarationKinds, code, pick)} sideOf={(code) => wordOf(sides, code, pick)} stateOf={(code) => stateOf(lendingStates, code, pick).label} />;
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="gb-muted">--</span>;
    if (/Sha256s?$/.test(name)) return t('files', { count: value.length });
    if (value.every((item) => typeof item === 'string' && item in roles)) return value.map((item: string) => roleWord(item, pick)).join('、');
    if (value.every((item) => !isObject(item))) return value.map(String).join('、');
    return <ul className="gb-fact-list">{value.map((item, index) => <li key={index}><Fact name={name} value={item} /></li>)}</ul>;
  }
  return isObject(value) ? <FactList facts={value} inner /> : String(value);
}

function withUnit(name: string, value: number, t: ReturnType<typeof useT<keyof typeof commonTexts.entries>>): string {
  if (name.endsWith('MuHundredths')) return t('mu', { count: (value / 100).toFixed(2) });
  if (name.endsWith('Months')) return t('months', { count: value });
  if (name.endsWith('BasisPoints')) return t('basisPoints', { count: value });
  if (name.endsWith('CubicMetres')) return t('cubicMetres', { count: value.toLocaleString('en-US') });
  return name === 'year' ? String(value) : value.toLocaleString('en-US');
}

type WordsOf = (code: string) => string;
function TextFact({ name, value, roleOf, unitOf, kindOf, sideOf, stateOf: stateWord }: { name: string; value: string; roleOf: WordsOf; unitOf: WordsOf; kindOf: WordsOf; sideOf: WordsOf; stateOf: WordsOf }) {
  if (name.endsWith('Path')) return unitOf(value);
  if (name.endsWith('Rate')) return <span className="gb-figures">{percent(value)}</span>;
  if (/role$/i.test(name)) return roleOf(value);
  if (name === 'kind') return kindOf(value);
  if (name === 'side') return sideOf(value);
  if (name === 'state') return stateWord(value);
  if (uuid.test(value) && (name === 'principalId' || name === 'toPrincipalId')) return <User id={value} />;
  if (uuid.test(value)) {
    const to = opens[name]?.(value);
    const short = <span className="gb-code">{value.slice(-12)}</span>;
    return to === undefined ? short : <KitLink to={to}>{short}</KitLink>;
  }
  if (/^[0-9a-f]{40,}$/.test(value)) return <span className="gb-code" title={value}>{shortHash(value)}</span>;
  if (name.endsWith('Number')) return <span className="gb-code">{value}</span>;
  return <span className="gb-fact-text">{formatTime(value)}</span>;
}

/** A user by name, where the reader may list users. */
function User({ id }: { id: string }) {
  const may = useMay();
  const granted = may(contracts.access.principals);
  const { data } = useAsk(contracts.access.principals, { sort: 'login', limit: 500 }, { enabled: granted });
  const user = data?.items.find((item) => item.id === id);
  if (!granted) return <span className="gb-code">{id.slice(-12)}</span>;
  return <KitLink to={addressOf.user(id)}>{user === undefined ? id.slice(-12) : `${user.name} ${user.login}`}</KitLink>;
}

/** All values of an object with their labels. `inner` is the quieter form inside of another value. */
export function FactList({ facts, inner = false }: { facts: Readonly<Record<string, unknown>>; inner?: boolean }) {
  const t = useT(commonTexts);
  const { pick } = useLanguage();
  const keys = inOrder(Object.keys(facts));
  return <dl className={inner ? 'gb-fact-inner' : 'gb-fact-grid'}>{keys.map((key) => <div key={key}><dt>{factLabel(key, pick)}{isMinor(key, facts[key]) && !inner && `（${t('yuan')}）`}</dt><dd><Fact name={key} value={facts[key]} /></dd></div>)}</dl>;
}
