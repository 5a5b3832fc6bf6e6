import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Model, Style } from '@/api/types';
import { type Draft, requestOf, takesPrompt } from '@/domain/draft/draft';
import { setParameter } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import { isOutpaint, SIDES } from '@/domain/models/outpaint';
import { notTaken, rulesOf, targetOf } from '@/domain/models/parameters';
import { templateOfRequest } from '@/domain/templates/template';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { usePhone } from '@/ui/useMediaQuery';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { listText } from './listText';
import look from './OptionsChip.module.css';
import { ParameterField } from './parameters/ParameterField';
import { StyleField } from './StyleField';

interface Props {
  draft: Draft;
  models: readonly Model[];
  model: Model;
  styles: readonly Style[];
}

/** The model's optional parameters, drawn from its entry in the catalogue. */
export function OptionsChip({ draft, models, model, styles }: Props) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  // Those have a chip of their own.
  const elsewhere: readonly string[] = [...(isOutpaint(model) ? SIDES : []), targetOf(model)?.name ?? ''];
  const rules = Object.entries(rulesOf(model)).filter(([name]) => !elsewhere.includes(name));
  const hasStyle = phone && model.prompt.styles;
  const changed =
    rules.filter(([name]) => draft.parameters[name] !== undefined).length + Number(hasStyle && draft.style !== null);
  const name = localized(model.name, i18n.language);
  // Compared with those that do the same: nobody looks for the edges of a picture in a model that paints from words.
  const alike = models.filter(each => each.modes[0] === model.modes[0]);
  const lacks = notTaken(alike, model).map(rule => localized(rule.name, i18n.language));
  const label = changed === 0 ? t('compose.options') : t('compose.optionsCount', { count: changed });
  return (
    <Panel
      title={t('compose.optionsTitle')}
      open={open}
      onOpenChange={setOpen}
      content={
        <div className={look.list}>
          {hasStyle && (
            <div>
              <p className={look.name}>{t('compose.style')}</p>
              <StyleField style={draft.style} styles={styles} />
            </div>
          )}
          {rules.map(([parameter, rule]) => (
            <ParameterField
              key={parameter}
              rule={rule}
              value={draft.parameters[parameter]}
              onChange={value => setParameter(parameter, value)}
            />
          ))}
          {rules.length === 0 && !hasStyle && <p className={look.quiet}>{t('compose.optionsNone', { model: name })}</p>}
          {lacks.length > 0 && (
            <p className={look.quiet}>
              {t('compose.optionsLacks', { model: name, names: listText(lacks, i18n.language) })}
            </p>
          )}
          {takesPrompt(model) && (
            <p>
              <Button
                icon="book"
                disabled={draft.prompt.trim() === ''}
                onClick={() => void navigate('/templates/new', { state: templateOfRequest(requestOf(draft, model)) })}
              >
                {t('templates.save')}
              </Button>
            </p>
          )}
        </div>
      }
      button={props => (
        <Chip {...props} {...(phone ? { 'aria-label': label } : {})} title={t('compose.optionsTitle')}>
          <Icon name="dial" small />
          {!phone && label}
          {phone && changed > 0 && changed}
        </Chip>
      )}
    />
  );
}
