import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParameterRule } from '@/api/types';
import type { Draft } from '@/domain/draft/draft';
import { setParameter } from '@/domain/draft/store';
import { localized } from '@/domain/models/format';
import { Icon } from '@/ui/Icon';
import { Panel } from '@/ui/Panel';
import { Chip } from './Chip';
import { ChoiceField } from './parameters/ChoiceField';

/** How large a picture becomes whose model only enlarges it. */
export function TargetChip({ draft, name, rule }: { draft: Draft; name: string; rule: ParameterRule }) {
  const { i18n } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const title = localized(rule.name, i18n.language);
  const value = draft.parameters[name];
  const chosen = rule.choices?.find(choice => choice.value === (value ?? rule.default));
  return (
    <Panel
      title={title}
      open={open}
      onOpenChange={setOpen}
      content={
        <>
          <span id={`${id}-name`} className="sr-only">
            {title}
          </span>
          <ChoiceField id={id} rule={rule} value={value} onChange={next => setParameter(name, next)} />
        </>
      }
      button={props => (
        <Chip {...props} label={title}>
          <Icon name="sharp" small />
          {chosen === undefined ? title : localized(chosen.name, i18n.language)}
        </Chip>
      )}
    />
  );
}
