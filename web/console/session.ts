import { useMemo, useState } from 'react';
import type { ConsoleSession, RoleCard } from './shell/types.ts';

const cards: readonly RoleCard[] = [
  { principalId: 'p1', name: '冉*珍', role: '客户经理', unit: '奉节支行', hint: '整村授信、实地调查、发起贷款' },
  { principalId: 'p2', name: '周*兰', role: '审批人', unit: '重庆分行', hint: '审批贷款与利率优惠' },
  { principalId: 'p3', name: '刘*明', role: '放款岗', unit: '奉节支行', hint: '核对条件，受托支付' },
  { principalId: 'p4', name: '陈*国', role: '柜员', unit: '大竹林支行', hint: '柜面与上门服务' },
  { principalId: 'p5', name: '王*芳', role: '会计', unit: '重庆分行', hint: '试算平衡、日终、对账' },
  { principalId: 'p6', name: '黄*涛', role: '审计', unit: '重庆分行', hint: '从每个数字查到人和设备' },
];

/** A session without a server, for looking at the console: any card or number signs in as an invented person. */
export function useConsoleSession(): ConsoleSession {
  const [principalId, setPrincipalId] = useState<string>();
  return useMemo((): ConsoleSession => {
    const card = cards.find((other) => other.principalId === principalId);
    return {
      status: card === undefined ? 'signed-out' : 'signed-in',
      environment: { bankName: '山城银行', demo: true, businessDate: '2026-11-24', simulated: true },
      ...(card === undefined ? {} : { user: { principalId: card.principalId, name: card.name, roles: ['customer_manager'] as const, roleName: card.role, unit: card.unit } }),
      cards, busy: false, signIn: () => setPrincipalId('p1'), signInByCard: setPrincipalId, signOut: () => setPrincipalId(undefined),
    };
  }, [principalId]);
}
