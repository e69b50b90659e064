import { Button, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { contracts } from '#contracts';
import { formatMinor } from '#kernel';
import { ErrorNotice, Mark, Section, StateTag, useLanguage, useT, type Problem } from '#kit';
import { client, toProblem, type AnswerOf } from '../../api.ts';
import { catalogueTexts, tableNames } from '../../i18n/catalogue.ts';
import { wordOf } from '../../i18n/words.ts';
import { typedMinor } from '../../parts/AmountInput.tsx';
import { percent } from '../../parts/Fact.tsx';
import { inputsOf, readableHead, type Version } from './rules.ts';
import { muHundredths } from '../lending/rules.ts';
import { Tables } from './Tables.tsx';

type Tried = AnswerOf<typeof contracts.catalogue.tryTables>;
type Values = Readonly<Record<string, string | boolean | undefined>>;
const keys = ['eligibility', 'limit', 'price'] as const;

const wireFact = (name: string, text: string): string => (/MuHundredths$/.test(name) ? String(muHundredths(text) ?? text) : /Minor$/.test(name) ? (typedMinor(text) ?? '0') : text);
/** Facts typed into the form as `name=value`, the empty ones left out. Amounts are typed in yuan, areas in mu; they travel in fen and hundredths. */
const factsOf = (values: Readonly<Record<string, string | boolean | undefined>>): string[] => Object.entries(values).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [`${name}=${typeof value === 'string' ? wireFact(name, value.trim()) : value}`]));

/** The decision tables, and a form of their facts to try them on; rows that held are marked in the tables. */
export function TryIt({ version }: { version: Version }) {
  const t = useT(catalogueTexts);
  const { pick } = useLanguage();
  const [tried, setTried] = useState<Tried>();
  const [failed, setFailed] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const { tables } = version.content;
  const inputs = inputsOf(tables);
  const ask = async (values: Values): Promise<void> => {
    setBusy(true);
    try {
      setTried((await client.ask(contracts.catalogue.tryTables, { versionId: version.id, facts: factsOf(values) })) as Tried);
      setFailed(undefined);
    } catch (error) {
      setTried(undefined);
      setFailed(toProblem(error, pick));
    } finally {
      setBusy(false);
    }
  };
  const blank = Object.fromEntries(inputs.filter((input) => input.type === 'boolean').map((input) => [input.name, false]));
  return (
    <>
      <Section title={t('tryIt')} extra={<span className="gb-muted">{t('tryHint')}</span>}>
        <Form layout="vertical" requiredMark={false} initialValues={blank} onFinish={(values: Values) => void ask(values)}>
          <div className="gb-row">
            {inputs.map((input) => input.type === 'boolean'
              ? <Form.Item key={input.name} name={input.name} valuePropName="checked" label=" " colon={false}><Checkbox>{pick(input)}</Checkbox></Form.Item>
              : <Form.Item key={input.name} name={input.name} label={readableHead(input, pick)} rules={input.type === 'text' ? [{ required: true }] : [{ required: true, pattern: /(MuHundredths|Minor)$/.test(input.name) ? /^[\d,]{1,15}(\.\d{1,2})?$/ : /^-?\d{1,15}$/, message: t('wholeNumber') }]}><Input className="gb-figures" inputMode={input.type === 'integer' ? 'numeric' : 'text'} autoComplete="off" /></Form.Item>)}
          </div>
          <div className="gb-form-foot"><Button type="primary" htmlType="submit" loading={busy}>{t('tryNow')}</Button></div>
        </Form>
        {failed !== undefined && <ErrorNotice problem={{ ...failed, kept: undefined }} />}
        {tried !== undefined && <Result tried={tried} />}
      </Section>
      <Section title={t('tables')}><Tables tables={tables} hits={tried === undefined ? {} : Object.fromEntries(keys.map((key) => [key, tried.tables[key].rows]))} /></Section>
    </>
  );
}

function Result({ tried }: { tried: Tried }) {
  const t = useT(catalogueTexts);
  const { pick } = useLanguage();
  return (
    <div role="status" className="gb-stack">
      <p className="gb-kit-row"><StateTag tone={tried.eligible ? 'good' : 'stop'}>{tried.eligible ? t('resultYes', { amount: formatMinor(BigInt(String(tried.limitMinor))), rate: tried.annualRate === null ? '--' : percent(tried.annualRate) }) : t('resultNo')}</StateTag>{tried.lpr !== null && <span className="gb-muted gb-figures">{t('basedOn', { tenor: tried.lpr.tenor, rate: tried.lpr.ratePercent, date: tried.lpr.publishedOn })}</span>}</p>
      <ul className="gb-reasons">{keys.flatMap((key) => tried.tables[key].reasons.map((reason, index) => <li key={`${key} ${index}`}><span className="gb-tone-quiet"><Mark tone="quiet" /></span><span className="gb-muted">{wordOf(tableNames, key, pick)}</span>{pick(reason)}</li>))}</ul>
    </div>
  );
}
