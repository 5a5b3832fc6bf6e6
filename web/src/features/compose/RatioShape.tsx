import styles from './RatioShape.module.css';

/** A small frame of the picture's shape, inside a square box. */
export function RatioShape({ width, height, box }: { width: number; height: number; box: number }) {
  const scale = box / Math.max(width, height);
  // Very flat frames would close to a line.
  const side = (value: number): number => Math.max(value * scale, box * 0.42);
  return (
    <span className={styles.box} style={{ width: box, height: box }} aria-hidden="true">
      <i style={{ width: side(width), height: side(height) }} />
    </span>
  );
}
