import { StateTag, useLanguage, useT } from '#kit';
import { catalogueTexts, tableNames } from '../../i18n/catalogue.ts';
import { wordOf } from '../../i18n/words.ts';
import { readableCell, readableHead, outputText, type Content, type Table } from './rules.ts';

export type Hits = Readonly<Partial<Record<'eligibility' | 'limit' | 'price', readonly number[]>>>;

/** The three decision tables as tables; rows that held when facts were tried are marked. */
export function Tables({ tables, hits = {} }: { tables: Content['tables']; hits?: Hits }) {
  const t = useT(catalogueTexts);
  const { pick } = useLanguage();
  return (
    <div className="gb-stack">
      {(['eligibility', 'limit', 'price'] as const).map((key) => (
        <section key={key}>
          <h3 className="gb-subhead"><strong>{wordOf(tableNames, key, pick)}</strong> · {t(tables[key].hitPolicy === 'first' ? 'firstHit' : 'collectHit')}</h3>
          <div className="gb-scroll"><OneTable table={tables[key]} hits={new Set(hits[key] ?? [])} label={wordOf(tableNames, key, pick)} /></div>
        </section>
      ))}
    </div>
  );
}

function OneTable({ table, hits, label }: { table: Table; hits: ReadonlySet<number>; label: string }) {
  const t = useT(catalogueTexts);
  const { pick, short } = useLanguage();
  const heads: Readonly<Record<string, string>> = { eligible: t('gives'), limitMinor: t('limitOutput'), perMuMinor: t('perMuOutput'), basisPoints: t('priceOutput') };
  return (
    <table className="gb-plain gb-plain-wide" aria-label={label}>
      <thead><tr><th>{t('rowNumber')}</th>{table.inputs.map((input) => <th key={input.name}>{readableHead(input, pick)}</th>)}{table.outputs.map(({ name }) => <th key={name} className="gb-right">{heads[name] ?? name}</th>)}<th>{t('reason')}</th></tr></thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index} className={hits.has(index) ? 'gb-hit' : undefined}>
            <td className="gb-figures gb-muted">{index + 1}{hits.has(index) && <span className="gb-hidden"> · {t('hit')}</span>}</td>
            {table.inputs.map((input) => <td key={input.name} className="gb-cell">{(row.when[input.name] ?? '').trim() === '' ? <span className="gb-cell-any">{t('any')}</span> : readableCell(input.name, row.when[input.name]!, short)}</td>)}
            {table.outputs.map(({ name }) => <td key={name} className="gb-right">{name === 'eligible' ? <StateTag tone={row.then[name] === true ? 'good' : 'stop'}>{t(row.then[name] === true ? 'eligible' : 'turnedAway')}</StateTag> : outputText(name, row.then[name]!)}</td>)}
            <td>{pick(row.reason)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
