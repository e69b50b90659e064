import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { isBusinessDate } from '#kernel';
import { useT } from '#kit';
import { commonTexts } from '../i18n/common.ts';

/**
 * A business date, typed as it is written everywhere (2026-11-25) or picked in the system's own calendar. A bare date field would
 * show the browser's order of day and month, whatever language the page speaks. Fits into a Form.Item.
 */
export function DateInput({ value, onChange, min, id, label }: { value?: string | undefined; onChange?: (value: string | undefined) => void; min?: string | undefined; id?: string; label?: string }) {
  const t = useT(commonTexts);
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  const give = (text: string): void => {
    setTyped(text);
    if (text === '') onChange?.(undefined);
    else if (isBusinessDate(text)) onChange?.(text);
  };
  return (
    <span className="gb-date">
      <Input value={typed} {...(id === undefined ? {} : { id })} {...(label === undefined ? {} : { 'aria-label': label })} placeholder={t('datePattern')} maxLength={10} inputMode="numeric" autoComplete="off" className="gb-figures" onChange={(event) => give(event.target.value.trim())} onBlur={() => setTyped(value ?? '')}
        suffix={<Button type="text" size="small" tabIndex={-1} icon={<CalendarOutlined />} aria-label={t('pickDate')} onClick={() => calendar.current?.showPicker()} />} />
      <input ref={calendar} type="date" tabIndex={-1} aria-hidden value={value ?? ''} min={min} onChange={(event) => give(event.target.value)} />
    </span>
  );
}
