import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useT } from './i18n.ts';
import { Mark } from './Mark.tsx';
import { kitTexts } from './texts.ts';

/** A problem document (RFC 9457) as the server sends it, with the house's own members. */
export type Problem = { readonly title: string; readonly detail?: string; readonly status?: number; readonly code?: string; readonly kept?: string; readonly todo?: string; readonly reference?: string };

/** Says what happened, what was kept and what to do; `kept` and `todo` fall back to the problem's own. */
export function ErrorNotice({ problem, kept, todo, onRetry }: { problem: Problem; kept?: ReactNode; todo?: ReactNode; onRetry?: () => void }) {
  const t = useT(kitTexts);
  const lines: readonly (readonly [string, ReactNode])[] = [[t('whatHappened'), problem.detail], [t('whatWasKept'), kept ?? problem.kept], [t('whatToDo'), todo ?? problem.todo]];
  const reference = [problem.code, problem.reference].filter(Boolean).join(' · ');
  return (
    <div className="gb-problem" role="alert">
      <span className="gb-tone-stop"><Mark tone="stop" sizePixels={14} /></span>
      <div>
        <strong>{problem.title}</strong>
        <dl>{lines.map(([name, text]) => text === undefined ? null : <div key={name}><dt>{name}</dt><dd>{text}</dd></div>)}</dl>
        {reference !== '' && <p className="gb-muted">{t('traceId')} <span className="gb-code">{reference}</span></p>}
        {onRetry !== undefined && <Button size="small" onClick={onRetry}>{t('retry')}</Button>}
      </div>
    </div>
  );
}
