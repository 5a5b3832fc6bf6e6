import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Template } from '@/api/types';
import { localized } from '@/domain/models/format';
import { useModels } from '@/domain/models/useModels';
import { Tag } from '@/ui/Section';
import styles from './TemplateCard.module.css';
import { Words } from './Words';

export function TemplateCard({ template, to }: { template: Template; to: string }) {
  const { t, i18n } = useTranslation();
  const model = useModels().data?.find(({ id }) => id === template.model);
  return (
    <li className={styles.card}>
      <h2>
        <NavLink to={to} preventScrollReset>
          {template.name}
        </NavLink>
      </h2>
      <p className={styles.words}>
        <Words text={template.prompt} />
      </p>
      <p className={styles.facts}>
        {template.problems.length > 0 && <Tag tone="amber">{t('templates.broken')}</Tag>}
        {template.model !== null && (
          <span>{model === undefined ? template.model : localized(model.name, i18n.language)}</span>
        )}
        {template.tags.map(tag => (
          <Tag key={tag}>{tag}</Tag>
        ))}
        <span className={styles.uses}>{t('templates.uses', { count: template.uses })}</span>
      </p>
    </li>
  );
}
