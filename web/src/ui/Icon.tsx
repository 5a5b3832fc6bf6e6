import styles from './Icon.module.css';

const paths = {
  spark: 'M12 3l1.8 5.2L19 10l-5.2 1.8L12 17l-1.8-5.2L5 10l5.2-1.8zM19 16v5M16.5 18.5h5',
  moon: 'M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z',
  again: 'M4 12a8 8 0 1 1 2.5 5.8M4 20v-5h5',
  pen: 'M4 20l1-5L16 4l4 4L9 19z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  down: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  x: 'M6 6l12 12M18 6L6 18',
  warn: 'M12 4l9 16H3zM12 10v4M12 17h.01',
  help: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.5h.01',
  plus: 'M12 5v14M5 12h14',
  cube: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  dial: 'M4 8h10M18 8h2M4 16h2M10 16h10M16 6v4M8 14v4',
  check: 'M5 12l5 5 9-10',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 9h.01',
  minus: 'M5 12h14',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4',
  expand: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  ban: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM5.7 5.7l12.6 12.6',
  clock: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5l3.5 2',
  cloud: 'M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 10.5 3.8 3.8 0 0 1 17.5 18zM4 4l16 17',
  globe:
    'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM3.5 9.5h17M3.5 14.5h17M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.500 5.600 12 3z',
  unlink: 'M10 14a4 4 0 0 0 3 1.200M16 14l3-3a4 4 0 0 0-6-6l-1 1M8 10l-3 3a4 4 0 0 0 6 6l1-1M4 4l16 16',
  ref: 'M4 6h10v10H4zM10 18h10V8',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  wand: 'M5 19L15 9M13 4v3M18 6l-2 2M20 11h-3M8 5l1 2 2 1-2 1-1 2-1-2-2-1 2-1z',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  brush: 'M20.5 3.5L10.5 13.2M8.3 14.2A3 3 0 0 0 5.3 17.2c0 1.8-1 2.6-2 2.8 2.8 1.1 8 .5 8-2.8a3 3 0 0 0-3-3z',
  erase: 'M9 19.5l-5.5-5.5L13 4.5l6.5 6.5L11 19.5zM8.2 9.3l6.5 6.5M8 19.5h12',
  invert: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 3v18M12 8h4.5M12 12h9M12 16h4.5',
  undo: 'M8 5L4 9l4 4M4.5 9H14a5.5 5.5 0 0 1 0 11H9',
  redo: 'M16 5l4 4-4 4M19.5 9H10a5.5 5.5 0 0 0 0 11h5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  grow: 'M8 8h8v8H8zM12 2v3M12 19v3M2 12h3M19 12h3',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20a7.5 7.5 0 0 1 15 0',
  users:
    'M9 11.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500a6.500 6.500 0 0 1 13 0M16 4.800a3.500 3.500 0 0 1 0 6.400M18 13.700a6.500 6.500 0 0 1 3.500 5.800',
  shield: 'M12 3l7 2.500V11c0 4.500-2.800 8-7 10-4.200-2-7-5.500-7-10V5.500z',
  key: 'M14.500 13.500a4.500 4.500 0 1 0-4.300-3.200L4 16.500V20h3.500v-2.500H10V15l1.600-1.600c.9.100 1.900.100 2.900.100zM16 8h.01',
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
  sharp: 'M4 9V5a1 1 0 0 1 1-1h4M20 15v4a1 1 0 0 1-1 1h-4M10 14l8-8M13 5.5h5.5V11M4 20l5-5',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: the control around it carries the name. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? `${styles.icon} ${styles.small}` : styles.icon} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
