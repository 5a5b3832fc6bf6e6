import type { TFunction } from 'i18next';
import type { Limit, Limits, ProblemLimit } from '@/api/types';
import { money } from '@/domain/models/format';
import { dateTimeText } from '@/ui/dateText';
import { sentences } from '@/ui/sentences';
import { isMoney } from './limits';

/** So much of what a limit counts: pictures or money. */
export const amountText = (t: TFunction, kind: string, amount: number, currency: string, language: string): string =>
  isMoney(kind) ? money(amount, currency, language) : t('limits.count', { count: amount });

/** What is left, in a few words. */
export function leftText(t: TFunction, limit: Limit, currency: string, language: string): string {
  const left = amountText(t, limit.kind, limit.left, currency, language);
  return t(isMoney(limit.kind) ? 'limits.leftMonth' : 'limits.leftDay', { left });
}

/** Before the click: what is left, and what would be needed. */
export function needText(t: TFunction, limit: Limit, needed: number, currency: string, language: string): string {
  const amount = (value: number): string => amountText(t, limit.kind, value, currency, language);
  const figures = { left: amount(limit.left), needed: amount(needed) };
  return sentences(
    language,
    t(isMoney(limit.kind) ? 'limits.beforeMonth' : 'limits.beforeDay', figures),
    t('limits.raisedBy.administrator'),
  );
}

/** The server's refusal, in numbers, with who can raise the limit. */
export function refusalText(t: TFunction, limit: ProblemLimit, language: string): { title: string; text: string } {
  const amount = (value: number): string => amountText(t, limit.kind, value, limit.currency ?? 'CNY', language);
  const whose = limit.of === 'team' || limit.of === 'key' ? limit.of : 'user';
  return {
    title: t(isMoney(limit.kind) ? 'limits.refusedMonth' : 'limits.refusedDay'),
    text: sentences(
      language,
      t('limits.refusedText', {
        whose: t(`limits.whose.${whose}`),
        limit: amount(limit.limit),
        used: amount(limit.used),
        asked: amount(limit.asked),
        time: dateTimeText(limit.resets_at, language),
      }),
      t(`limits.raisedBy.${limit.raised_by === 'owner' ? 'owner' : 'administrator'}`),
    ),
  };
}

/** The limits that somebody has of their own, each in a few words. */
export const boundsText = (t: TFunction, limits: Limits, language: string): string[] => [
  ...(limits.pictures_per_day == null ? [] : [t('quotas.perDay', { count: limits.pictures_per_day })]),
  ...(limits.cost_per_month == null
    ? []
    : [t('quotas.perMonth', { amount: money(limits.cost_per_month, 'CNY', language) })]),
];
