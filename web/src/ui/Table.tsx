import type { ReactNode } from 'react';
import styles from './Table.module.css';

interface Props {
  label: string;
  columns: readonly { name: string; isNumber?: boolean; /** Left out on a phone. */ isExtra?: boolean }[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** The last row: what the others come to. */
  total?: readonly ReactNode[];
}

/** Figures in columns. It scrolls by itself where the page is narrower. */
export function Table({ label, columns, rows, total }: Props) {
  const cell = (content: ReactNode, i: number) => (
    <td key={i} data-number={columns[i]?.isNumber} data-extra={columns[i]?.isExtra}>
      {content}
    </td>
  );
  const line = (key: string, cells: readonly ReactNode[]) => (
    <tr key={key}>
      <th scope="row">{cells[0]}</th>
      {cells.slice(1).map((content, i) => cell(content, i + 1))}
    </tr>
  );
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ name, isNumber, isExtra }) => (
              <th key={name} scope="col" data-number={isNumber} data-extra={isExtra}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map(({ key, cells }) => line(key, cells))}</tbody>
        {total !== undefined && <tfoot>{line('total', total)}</tfoot>}
      </table>
    </div>
  );
}
