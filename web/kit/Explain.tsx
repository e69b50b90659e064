import { InfoCircleOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import type { ReactNode } from 'react';
import { useT } from './i18n.ts';
import { kitTexts } from './texts.ts';

/** 口径说明: how a figure is measured, behind a small circle that mouse, finger and keyboard can open. */
export function Explain({ name, children }: { name: string; children: ReactNode }) {
  const t = useT(kitTexts);
  return (
    <Popover trigger={['hover', 'click', 'focus']} content={<div className="gb-explain-text">{children}</div>}>
      <button type="button" className="gb-explain" aria-label={t('explain', { name })}><InfoCircleOutlined aria-hidden /></button>
    </Popover>
  );
}
