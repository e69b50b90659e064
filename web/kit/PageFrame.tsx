import { MoreOutlined } from '@ant-design/icons';
import { Breadcrumb, Button, Dropdown } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { useT } from './i18n.ts';
import { KitLink } from './link.tsx';
import { usePhone } from './media.ts';
import { kitTexts } from './texts.ts';

export type PageAction = { readonly label: string; readonly onClick: () => void; readonly disabled?: boolean; readonly busy?: boolean; readonly danger?: boolean };
export type PageFact = { readonly label: string; readonly value: ReactNode };
export type Crumb = { readonly title: string; readonly to?: string };

/**
 * The frame of a page: way back, title with its state, facts, at most one primary action, secondary ones beside it (in a menu on a
 * phone). Facts say what the page is about; the work stands below as children.
 */
export function PageFrame({ title, state, crumbs, facts, primary, secondary = [], children }: {
  title: string; state?: ReactNode; crumbs?: readonly Crumb[]; facts?: readonly PageFact[]; primary?: PageAction; secondary?: readonly PageAction[]; children: ReactNode;
}) {
  const t = useT(kitTexts);
  const phone = usePhone();
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · 工笔`;
    return () => { document.title = before; };
  }, [title]);
  return (
    <article className="gb-page">
      {crumbs !== undefined && crumbs.length > 0 && (
        <Breadcrumb className="gb-crumbs" separator="›" items={crumbs.map((crumb) => ({ title: crumb.to === undefined ? crumb.title : <KitLink to={crumb.to}>{crumb.title}</KitLink> }))} />
      )}
      <header className="gb-page-head">
        <div className="gb-page-title"><h1>{title}</h1>{state}</div>
        <div className="gb-page-actions">
          {!phone && secondary.map((action) => <Button key={action.label} onClick={action.onClick} disabled={action.disabled} loading={action.busy ?? false} danger={action.danger ?? false}>{action.label}</Button>)}
          {primary !== undefined && <Button type="primary" onClick={primary.onClick} disabled={primary.disabled} loading={primary.busy ?? false} danger={primary.danger ?? false}>{primary.label}</Button>}
          {phone && secondary.length > 0 && (
            <Dropdown trigger={['click']} menu={{ items: secondary.map((action) => ({ key: action.label, label: action.label, disabled: action.disabled ?? false, danger: action.danger ?? false, onClick: action.onClick })) }}>
              <Button aria-label={t('moreActions')} icon={<MoreOutlined />} />
            </Dropdown>
          )}
        </div>
      </header>
      {facts !== undefined && facts.length > 0 && <dl className="gb-facts">{facts.map((fact) => <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.value}</dd></div>)}</dl>}
      {children}
    </article>
  );
}

/** A part of a page on white paper: title, what stands at its right, content. */
export function Section({ title, extra, children, flush = false }: { title?: ReactNode; extra?: ReactNode; children: ReactNode; flush?: boolean }) {
  return (
    <section className={flush ? 'gb-section gb-section-flush' : 'gb-section'}>
      {(title !== undefined || extra !== undefined) && <header><h2>{title}</h2>{extra}</header>}
      {children}
    </section>
  );
}
