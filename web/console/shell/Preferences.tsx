import { BulbOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useColourScheme, useLanguage, useT, type SchemeChoice } from '#kit';
import { shellTexts } from '../i18n/shell.ts';

/** The switches of language and of light and dark. */
export function Preferences() {
  const t = useT(shellTexts);
  const { code, change } = useLanguage();
  const { choice, choose } = useColourScheme();
  return (
    <span className="gb-preferences">
      <Button type="text" icon={<TranslationOutlined />} onClick={() => change(code === 'en' ? 'zh-CN' : 'en')} lang={code === 'en' ? 'zh-CN' : 'en'}>{code === 'en' ? '中文' : 'English'}</Button>
      <Dropdown trigger={['click']} menu={{ selectable: true, selectedKeys: [choice], items: (['system', 'light', 'dark'] as const).map((key) => ({ key, label: t(key) })), onClick: ({ key }) => choose(key as SchemeChoice) }}>
        <Button type="text" icon={<BulbOutlined />} aria-label={t('colours')} />
      </Dropdown>
    </span>
  );
}
