import { MenuOutlined, QuestionCircleOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { KitLink, Mark, Seal, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { Preferences } from './Preferences.tsx';
import type { Environment, SignedInUser } from './types.ts';

export type HeaderProps = { environment: Environment; user: SignedInUser; onMenu: () => void; onSearch: () => void; onHelp: () => void; onSignOut: () => void };

/** Seal, bank and unit at the left; search; business date with its clock; switches and user at the right. */
export function Header({ environment, user, onMenu, onSearch, onHelp, onSignOut }: HeaderProps) {
  const t = useT(shellTexts);
  return (
    <header className="gb-header">
      <Button className="gb-only-narrow" type="text" icon={<MenuOutlined />} aria-label={t('menu')} onClick={onMenu} />
      <KitLink to="/" className="gb-bank"><Seal heightPixels={34} /><span><strong>{environment.bankName}</strong><small>{user.unit}</small></span><span className="gb-hidden">{t('home')}</span></KitLink>
      <button type="button" className="gb-search" onClick={onSearch} aria-keyshortcuts="Control+K"><SearchOutlined aria-hidden /><span>{t('search')}</span><kbd aria-hidden>Ctrl K</kbd></button>
      <span className="gb-grow" />
      <BusinessDate environment={environment} />
      <span className="gb-only-wide"><Preferences /></span>
      <Button className="gb-only-wide" type="text" icon={<QuestionCircleOutlined />} aria-label={t('shortcuts')} onClick={onHelp} />
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: [
        { key: 'who', disabled: true, label: <span className="gb-who"><strong>{user.name}</strong><span>{user.roleName}</span><span>{user.unit}</span></span> },
        { type: 'divider' }, { key: 'keys', label: t('shortcuts'), onClick: onHelp }, { key: 'out', label: t('signOut'), onClick: onSignOut },
      ] }}>
        <Button type="text" className="gb-user" icon={<UserOutlined />}><span className="gb-hidden">{t('account')}</span><span className="gb-only-wide">{user.name}<small>{user.roleName}</small></span></Button>
      </Dropdown>
    </header>
  );
}

/** The business date, and whether a simulated or the real clock moves it: word, mark and colour. */
export function BusinessDate({ environment }: { environment: Environment }) {
  const t = useT(shellTexts);
  if (environment.businessDate === undefined) return null;
  const simulated = environment.simulated === true;
  return (
    <Tooltip title={t(simulated ? 'simulatedHelp' : 'liveHelp')}>
      <span className="gb-business-date" tabIndex={0}>
        <span className="gb-only-wide">{t('businessDate', { date: environment.businessDate })}</span><span className="gb-only-narrow">{environment.businessDate}</span>
        <span className={simulated ? 'gb-clock gb-tone-wait' : 'gb-clock gb-tone-good'}><Mark tone={simulated ? 'wait' : 'good'} />{t(simulated ? 'simulated' : 'live')}</span>
      </span>
    </Tooltip>
  );
}
