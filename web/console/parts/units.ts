import { useCallback, useMemo } from 'react';
import { contracts } from '#contracts';
import { useLanguage } from '#kit';
import { useAsk, type RowOf } from '../api.ts';
import { useMay } from '../session.ts';

export type Unit = RowOf<typeof contracts.organisation.units>;

/** The units the user may see, in the order of their paths, and the name of a path. A unit out of sight keeps its code. */
export function useUnits(): { units: readonly Unit[]; nameOf: (path: string | null | undefined) => string } {
  const { pick } = useLanguage();
  const may = useMay();
  const { data } = useAsk(contracts.organisation.units, { sort: 'path', limit: 500 }, { enabled: may(contracts.organisation.units) });
  const units = useMemo(() => data?.items ?? [], [data]);
  const byPath = useMemo(() => new Map(units.map((unit) => [unit.path, unit])), [units]);
  const nameOf = useCallback((path: string | null | undefined): string => {
    if (!path) return '';
    const unit = byPath.get(path);
    return unit === undefined ? path.split('.').filter(Boolean).at(-1) ?? path : pick({ zh: unit.nameZh, en: unit.nameEn });
  }, [byPath, pick]);
  return { units, nameOf };
}
