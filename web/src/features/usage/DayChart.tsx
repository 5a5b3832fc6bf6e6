import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Usage, UsageRow } from '@/api/types';
import { money } from '@/domain/models/format';
import { Segments } from '@/ui/Segments';
import styles from './DayChart.module.css';
import { DayTable } from './DayTable';
import { daysOf, dayText, type Month, monthText } from './days';
import { ticksOf } from './ticks';
import page from './UsagePage.module.css';

export type Measure = 'money' | 'count';

const settled = (row: UsageRow | undefined, measure: Measure): number =>
  (measure === 'money' ? row?.cost : row?.pictures) ?? 0;
const reserved = (row: UsageRow | undefined, measure: Measure): number =>
  (measure === 'money' ? row?.reserved_cost : row?.reserved_pictures) ?? 0;

/** A bar for each day; the figures are in a table below it, for those who want them or can not see the bars. */
export function DayChart({ usage, month, today }: { usage: Usage; month: Month; today: string | undefined }) {
  const { t, i18n } = useTranslation();
  const [measure, setMeasure] = useState<Measure>('money');
  const [at, setAt] = useState<number | null>(null);
  const days = daysOf(month);
  const rows = days.map(day => usage.data.find(row => row.day === day));
  const values = rows.map(row => settled(row, measure) + reserved(row, measure));
  const most = Math.max(...values);
  const ticks = ticksOf(most, measure === 'count');
  const top = ticks.at(-1) ?? 1;
  const text = (value: number): string =>
    measure === 'money' ? money(value, usage.currency, i18n.language) : t('limits.count', { count: value });
  const busiest = days[values.indexOf(most)] ?? month;
  const summary = t('usage.chart', {
    month: monthText(month, i18n.language),
    day: dayText(busiest, i18n.language),
    value: text(most),
  });
  /** Percent of the height above `value`. */
  const y = (value: number): number => 100 - (value / top) * 100;
  const step = 100 / days.length;
  const shown = at === null ? undefined : days[at];
  return (
    <section className={`${page.card} ${page.whole}`} aria-labelledby="by-day">
      <div className={page.head}>
        <h2 id="by-day">{t('usage.byDay')}</h2>
        <Segments
          label={t('usage.measure')}
          value={measure}
          options={[
            { value: 'money', label: t('usage.money') },
            { value: 'count', label: t('usage.count') },
          ]}
          onChange={setMeasure}
        />
      </div>
      <div className={styles.chart} role="img" aria-label={summary} onPointerLeave={() => setAt(null)}>
        <div className={styles.scale} aria-hidden="true">
          {ticks.map(tick => (
            <span key={tick} style={{ top: `${y(tick)}%` }}>
              {measure === 'money' ? money(tick, usage.currency, i18n.language).replace(/\.00$/, '') : tick}
            </span>
          ))}
        </div>
        <div className={styles.plot} aria-hidden="true">
          <svg width="100%" height="100%">
            {ticks.map(tick => (
              <line key={tick} x1="0" x2="100%" y1={`${y(tick)}%`} y2={`${y(tick)}%`} className={styles.line} />
            ))}
            {rows.map((row, i) => (
              <g key={days[i]} data-on={i === at} data-today={days[i] === today} className={styles.bar}>
                {reserved(row, measure) > 0 && (
                  <rect
                    className={styles.reserved}
                    x={`${(i + 0.14) * step}%`}
                    width={`${step * 0.72}%`}
                    y={`${y(values[i] ?? 0)}%`}
                    height={`${(reserved(row, measure) / top) * 100}%`}
                    rx="3"
                  />
                )}
                {settled(row, measure) > 0 && (
                  <rect
                    x={`${(i + 0.14) * step}%`}
                    width={`${step * 0.72}%`}
                    y={`${y(settled(row, measure))}%`}
                    height={`${(settled(row, measure) / top) * 100}%`}
                    rx="3"
                  />
                )}
                <rect
                  className={styles.target}
                  x={`${i * step}%`}
                  width={`${step}%`}
                  height="100%"
                  onPointerEnter={() => setAt(i)}
                />
              </g>
            ))}
          </svg>
          {at !== null && shown !== undefined && (
            <p className={styles.tip} style={{ left: `${Math.min(Math.max((at + 0.5) * step, 12), 88)}%` }}>
              <b>{text(values[at] ?? 0)}</b>
              {dayText(shown, i18n.language)}
              {measure === 'money' && ` · ${t('limits.count', { count: rows[at]?.pictures ?? 0 })}`}
            </p>
          )}
        </div>
        <div className={styles.days} aria-hidden="true">
          {days.map((day, i) => {
            const isToday = day === today;
            const isShown = isToday || ((i === 0 || (i + 1) % 5 === 0) && !isNear(i, days, today));
            return isShown ? (
              <span key={day} data-today={isToday} style={{ left: `${(i + 0.5) * step}%` }}>
                {isToday ? t('usage.today') : i + 1}
              </span>
            ) : null;
          })}
        </div>
      </div>
      <DayTable rows={usage.data} currency={usage.currency} />
    </section>
  );
}

/** Its number would run into the word for today. */
const isNear = (i: number, days: readonly string[], today: string | undefined): boolean =>
  today !== undefined && days.includes(today) && Math.abs(days.indexOf(today) - i) < 4;
