import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKnown } from '@/domain/jobs/cache';
import { BatchCard } from './BatchCard';
import styles from './DaySection.module.css';
import { dateText, type Day, dayName } from './days';
import { tilesOf } from './tiles';
import { useToday } from './useToday';

interface Props {
  day: Day;
  /** All of the day is loaded, so that its pictures can be counted. */
  isWhole: boolean;
  /** What stands before the jobs. */
  children: ReactNode;
}

export function DaySection({ day, isWhole, children }: Props) {
  const { t, i18n } = useTranslation();
  const keyOf = useKnown(known => known.keyOf);
  const today = useToday();
  const name = dayName(day.start, today);
  const date = dateText(day.start, i18n.language, today);
  const count = day.jobs.reduce((sum, job) => sum + tilesOf(job).filter(tile => tile.kind === 'picture').length, 0);
  const facts = [name === 'older' ? null : date, isWhole && count > 0 ? t('day.pictures', { count }) : null];
  return (
    <section className={styles.day}>
      <header className={styles.head}>
        <h2>{name === 'older' ? date : t(`day.${name}`)}</h2>
        <span>{facts.filter(fact => fact !== null).join(' · ')}</span>
      </header>
      {children}
      {day.jobs.map(job => (
        <BatchCard key={keyOf[job.id] ?? job.id} job={job} />
      ))}
    </section>
  );
}
