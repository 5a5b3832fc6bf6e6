import styles from './Switch.module.css';

interface Props {
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ id, checked, onChange }: Props) {
  return (
    <input
      type="checkbox"
      role="switch"
      id={id}
      className={styles.switch}
      checked={checked}
      onChange={event => onChange(event.target.checked)}
    />
  );
}
