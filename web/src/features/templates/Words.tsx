import { piecesOf } from '@/domain/templates/text';
import type { Values } from '@/domain/templates/template';
import styles from './Words.module.css';

/** A text with its variables marked; with their values in their places where there are some. */
export const Words = ({ text, values = {} }: { text: string; values?: Values }) =>
  piecesOf(text).map(({ text: words, variable }, i) =>
    variable === null ? (
      words
    ) : (
      <mark key={i} className={styles.variable}>
        {values[variable] === undefined || values[variable] === '' ? words : values[variable]}
      </mark>
    ),
  );
