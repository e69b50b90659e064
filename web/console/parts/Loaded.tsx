import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ErrorNotice, PageFrame, type Crumb, type Problem } from '#kit';

/** What stands in a page's place while its one object is on the way, or where it was refused. */
export function Loaded<T>({ title, crumbs, ask, children }: { title: string; crumbs?: readonly Crumb[]; ask: { data: T | undefined; problem: Problem | undefined; retry: () => void }; children: (data: T) => ReactNode }) {
  if (ask.data !== undefined) return children(ask.data);
  return (
    <PageFrame title={title} {...(crumbs === undefined ? {} : { crumbs })}>
      {ask.problem === undefined ? <Skeleton active paragraph={{ rows: 8 }} /> : <ErrorNotice problem={{ ...ask.problem, kept: undefined }} onRetry={ask.retry} />}
    </PageFrame>
  );
}
