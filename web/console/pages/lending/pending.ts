import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { contracts } from '#contracts';
import type { Command } from '#declare';
import { client, useAsk } from '../../api.ts';
import { useMay } from '../../session.ts';

const mostBatches = 20;

/**
 * What waits for approval of a command already, by the id that its rows are about: id → batch. A row in a batch is not sent a second
 * time. Empty for those who may not see approvals.
 */
export function usePending(declaration: Command, idName: 'applicationId' | 'contractId', enabled: boolean): ReadonlyMap<string, string> {
  const may = useMay();
  const asked = enabled && may(contracts.approvals.batches) && may(contracts.approvals.batch);
  const waiting = useAsk(contracts.approvals.batches, { status: 'awaiting_approval', sort: 'createdAt', order: 'descending', limit: 100 }, { enabled: asked }).data?.items.filter((batch) => batch.commandName === declaration.name).slice(0, mostBatches) ?? [];
  const batches = useQueries({ queries: waiting.map((batch) => ({ queryKey: [contracts.approvals.batch.name, { batchId: batch.id }], queryFn: () => client.ask(contracts.approvals.batch, { batchId: batch.id }), enabled: asked })) });
  const found = batches.flatMap(({ data }) => data?.items.flatMap((item) => { const id = item.facts[idName]; return item.status === 'waiting' && typeof id === 'string' ? [[id, data.id] as const] : []; }) ?? []);
  const content = JSON.stringify(found);
  return useMemo(() => new Map(JSON.parse(content) as [string, string][]), [content]);
}
