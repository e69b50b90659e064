import { Modal } from 'antd';
import { useLanguage, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { useShortcuts } from './shortcuts.ts';

/** The list behind `?`. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT(shellTexts);
  const { pick } = useLanguage();
  const shortcuts = useShortcuts();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('shortcuts')} width={420} destroyOnHidden>
      <dl className="gb-keys">
        {shortcuts.map((shortcut) => <div key={shortcut.keys.join(' ')}><dt>{shortcut.keys.map((key) => <kbd key={key}>{key}</kbd>)}</dt><dd>{pick(shortcut.text)}</dd></div>)}
        <div><dt><kbd>Esc</kbd></dt><dd>{t('shortcutClose')}</dd></div>
      </dl>
    </Modal>
  );
}
