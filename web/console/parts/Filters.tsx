import { Input, Select } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useT } from '#kit';
import { commonTexts } from '../i18n/common.ts';
import { DateInput } from './DateInput.tsx';

/** The line of filters above a list. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className="gb-filters" role="search">{children}</div>;
}

/** One choice out of few; "all" leaves the filter out. */
export function Choice({ label, value, onChange, options, all = true, widthPixels = 168 }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void; options: readonly { value: string; label: string }[]; all?: boolean; widthPixels?: number }) {
  const t = useT(commonTexts);
  return (
    <label className="gb-filter"><span>{label}</span>
      <Select value={value ?? ''} aria-label={label} onChange={(next: string) => onChange(next === '' ? undefined : next)} popupMatchSelectWidth={false} style={{ width: widthPixels }} showSearch={options.length > 12 ? { optionFilterProp: 'label' } : false}
        options={[...(all ? [{ value: '', label: t('all') }] : []), ...options]} />
    </label>
  );
}

/** A date that narrows a list. */
export function DateFilter({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  return <label className="gb-filter"><span>{label}</span><DateInput value={value} onChange={onChange} label={label} /></label>;
}

/** A word to look for; asked when Enter is pressed or the field is left, so that half a word asks nothing. */
export function Words({ label, value, onChange, placeholder, widthPixels = 260 }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void; placeholder?: string; widthPixels?: number }) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  const ask = (text: string): void => { if (text.trim() !== (value ?? '')) onChange(text.trim() || undefined); };
  return (
    <label className="gb-filter gb-filter-words"><span>{label}</span>
      <Input value={typed} allowClear {...(placeholder === undefined ? {} : { placeholder })} style={{ maxWidth: widthPixels }} autoComplete="off"
        onChange={(event) => setTyped(event.target.value)} onPressEnter={(event) => ask(event.currentTarget.value)} onBlur={(event) => ask(event.target.value)} onClear={() => ask('')} />
    </label>
  );
}
