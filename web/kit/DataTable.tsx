import { Button, Skeleton, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';
import { formatMinor } from '#kernel';
import { Amount } from './Amount.tsx';
import { saveText, toCsv } from './csv.ts';
import { Empty } from './Empty.tsx';
import { ErrorNotice, type Problem } from './ErrorNotice.tsx';
import { formatTime } from './format.ts';
import { useT } from './i18n.ts';
import { KitLink, useNavigateTo } from './link.tsx';
import { usePhone } from './media.ts';
import { StateTag } from './StateTag.tsx';
import { kitTexts } from './texts.ts';
import type { Tone } from './tokens.ts';

export type StateValue = { readonly tone: Tone; readonly label: string };

type ColumnBase<Row> = { readonly key: string; readonly title: string; readonly unit?: string; readonly widthPixels?: number; readonly render?: (row: Row) => ReactNode };
/** A column states its kind; alignment, figures, marks and export follow from it. Amounts are minor units as text. */
export type Column<Row> = ColumnBase<Row> & (
  | { readonly kind: 'text' | 'date' | 'code'; readonly value: (row: Row) => string | null | undefined }
  | { readonly kind: 'count'; readonly value: (row: Row) => number | string | null | undefined }
  | { readonly kind: 'amount'; readonly value: (row: Row) => string | null | undefined; readonly to?: (row: Row) => string; readonly totalMinor?: string | bigint }
  | { readonly kind: 'state'; readonly value: (row: Row) => StateValue }
);

export type DataTableProps<Row> = {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What opens when a row is clicked; its first column is a link there. */
  rowTo?: (row: Row) => string;
  loading?: boolean;
  problem?: Problem;
  onRetry?: () => void;
  nextCursor?: string | null;
  onMore?: (cursor: string) => void;
  loadingMore?: boolean;
  empty: { readonly title: string; readonly hint?: string; readonly action?: ReactNode };
  /** File name without ending: exports the rows shown. `onExport` takes over where the server makes the file. */
  exportName?: string;
  onExport?: () => void;
  extra?: ReactNode;
};

/**
 * The thin table of the house: hairlines, right-aligned amounts with the unit in the head, the total in ink above a double line,
 * cursor paging, cards below 600 px. An amount column with `totalMinor` asks for the total row; the caller knows the true total.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, rowTo, loading = false, empty, problem } = props;
  const phone = usePhone();
  const navigate = useNavigateTo();
  if (problem !== undefined) return <ErrorNotice problem={problem} {...(props.onRetry === undefined ? {} : { onRetry: props.onRetry })} />;
  if (loading && rows.length === 0) return <Skeleton active title={false} paragraph={{ rows: 6 }} className="gb-table-wait" />;
  if (rows.length === 0) return <Empty title={empty.title} action={empty.action}>{empty.hint}</Empty>;
  const body = phone ? <Cards {...props} /> : (
    <Table<Row>
      className="gb-table" pagination={false} dataSource={rows as Row[]} rowKey={rowKey} loading={loading} scroll={{ x: 'max-content' }} aria-label={props.label}
      columns={columns.map((column, index) => tableColumn(column, index === 0 ? rowTo : undefined))}
      {...(rowTo === undefined ? {} : { onRow: (row: Row) => ({ className: 'gb-row-open', onClick: () => { if (String(getSelection() ?? '') === '') navigate(rowTo(row)); } }) })}
      {...(columns.some(hasTotal) ? { summary: () => <TotalRow columns={columns} /> } : {})}
    />
  );
  return <div className="gb-table-box">{body}<Foot {...props} /></div>;
}

const isFigure = <Row,>(column: Column<Row>): boolean => column.kind === 'amount' || column.kind === 'count';
const hasTotal = <Row,>(column: Column<Row>): boolean => column.kind === 'amount' && column.totalMinor !== undefined;
const heading = <Row,>(column: Column<Row>): string => (column.unit === undefined ? column.title : `${column.title}（${column.unit}）`);

function tableColumn<Row>(column: Column<Row>, to?: (row: Row) => string): TableColumnType<Row> {
  return {
    key: column.key, title: heading(column), align: isFigure(column) ? 'right' : 'left', ...(column.widthPixels === undefined ? {} : { width: column.widthPixels }),
    className: `gb-cell-${column.kind}`, render: (_, row) => (to === undefined ? cell(column, row) : <KitLink to={to(row)} className="gb-row-link">{cell(column, row)}</KitLink>),
  };
}

function cell<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.render !== undefined) return column.render(row);
  if (column.kind === 'amount') return <Amount amountMinor={column.value(row)} {...(column.to === undefined ? {} : { to: column.to(row) })} />;
  if (column.kind === 'state') {
    const state = column.value(row);
    return <StateTag tone={state.tone}>{state.label}</StateTag>;
  }
  const value = column.value(row);
  if (value === null || value === undefined || value === '') return <span className="gb-muted">--</span>;
  return column.kind === 'date' ? <span className="gb-figures">{formatTime(String(value))}</span> : column.kind === 'code' ? <span className="gb-code">{value}</span> : value;
}

function plain<Row>(column: Column<Row>, row: Row): string {
  if (column.kind === 'state') return column.value(row).label;
  const value = column.value(row);
  if (value === null || value === undefined) return '';
  // Spreadsheets add up figures without separators.
  return column.kind === 'amount' ? formatMinor(BigInt(value)).replaceAll(',', '') : column.kind === 'date' ? formatTime(String(value)) : String(value);
}

function TotalRow<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const t = useT(kitTexts);
  return (
    <Table.Summary.Row className="gb-total">
      {columns.map((column, index) => (
        <Table.Summary.Cell key={column.key} index={index} align={isFigure(column) ? 'right' : 'left'}>
          {column.kind === 'amount' && column.totalMinor !== undefined ? <Amount amountMinor={column.totalMinor} /> : index === 0 ? t('total') : null}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}

function Cards<Row>({ columns, rows, rowKey, rowTo, label }: DataTableProps<Row>) {
  const t = useT(kitTexts);
  const [first, ...rest] = columns;
  const lead = rest.find((column) => column.kind === 'amount');
  // One amount needs no name in a card; beside others it does.
  const named = rest.filter((column) => column.kind === 'amount' && column.render === undefined).length > 1;
  const totals = columns.filter(hasTotal);
  return (
    <ul className="gb-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)}>
          <header>
            {first !== undefined && (rowTo === undefined ? <strong>{cell(first, row)}</strong> : <KitLink to={rowTo(row)} className="gb-card-link">{cell(first, row)}</KitLink>)}
            {lead !== undefined && <span className="gb-card-lead">{named && <small>{lead.title} </small>}{cell(lead, row)}{lead.unit !== undefined && <small>{lead.unit}</small>}</span>}
          </header>
          <dl>{rest.filter((column) => column !== lead).map((column) => <div key={column.key}><dt>{heading(column)}</dt><dd>{cell(column, row)}</dd></div>)}</dl>
        </li>
      ))}
      {totals.length > 0 && (
        <li className="gb-cards-total">
          <dl>{totals.map((column) => <div key={column.key}><dt>{t('total')} · {heading(column)}</dt><dd>{column.kind === 'amount' && <Amount amountMinor={column.totalMinor} />}</dd></div>)}</dl>
        </li>
      )}
    </ul>
  );
}

function Foot<Row>({ columns, rows, nextCursor, onMore, loadingMore = false, exportName, onExport, extra }: DataTableProps<Row>) {
  const t = useT(kitTexts);
  const exportRows = onExport ?? (exportName === undefined ? undefined : () => saveText(`${exportName}.csv`, toCsv([columns.map(heading), ...rows.map((row) => columns.map((column) => plain(column, row)))])));
  return (
    <footer className="gb-table-foot">
      <span className="gb-muted gb-figures">{t('loadedRows', { count: rows.length })}</span>
      {typeof nextCursor === 'string' && onMore !== undefined && <Button size="small" loading={loadingMore} onClick={() => onMore(nextCursor)}>{t('loadMore')}</Button>}
      <span className="gb-grow" />
      {extra}
      {exportRows !== undefined && <Button size="small" type="text" onClick={exportRows}>{t('exportCsv')}</Button>}
    </footer>
  );
}
