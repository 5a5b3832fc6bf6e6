import type { Template, WriteTemplate, WriteTemplateVariable } from '@/api/types';
import { isWellFormed, variablesOf } from '@/domain/templates/text';

/** What is said of a variable, as it is typed. */
export interface VariableTexts {
  description: string;
  default: string;
  /** With commas. */
  choices: string;
  required: boolean;
}

/** A template as it is typed. */
export interface TemplateTexts {
  name: string;
  description: string;
  prompt: string;
  negative: string;
  /** Empty where the job is to say it. */
  model: string;
  style: string;
  parameters: NonNullable<WriteTemplate['parameters']>;
  /** With commas. */
  tags: string;
  /** Also of variables that the texts do not have any more: who takes a word away and brings it back has not lost it. */
  variables: Readonly<Record<string, VariableTexts>>;
}

/** What a variable that is new in the texts begins with. */
export const newVariable: VariableTexts = { description: '', default: '', choices: '', required: true };

const COMMA = /[,，]/;
const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(COMMA)
      .map(each => each.trim())
      .filter(each => each !== ''),
  ),
];

export const textsOf = (template: Template | WriteTemplate): TemplateTexts => ({
  name: template.name ?? '',
  description: template.description ?? '',
  prompt: template.prompt ?? '',
  negative: template.negative_prompt ?? '',
  model: template.model ?? '',
  style: template.style ?? '',
  parameters: template.parameters ?? {},
  tags: template.tags?.join(', ') ?? '',
  variables: Object.fromEntries(
    (template.variables ?? []).map(variable => [
      variable.name ?? '',
      {
        description: variable.description ?? '',
        default: variable.default ?? '',
        choices: variable.choices?.join(', ') ?? '',
        required: variable.required ?? variable.default == null,
      },
    ]),
  ),
});

export const namesIn = ({ prompt, negative }: TemplateTexts): string[] => variablesOf(prompt, negative);

export const areWellFormed = ({ prompt, negative }: TemplateTexts): boolean =>
  isWellFormed(prompt) && isWellFormed(negative);

/** What the server is told. What is left empty is not said. */
export function templateOf(texts: TemplateTexts): WriteTemplate {
  const said = (name: keyof WriteTemplate, text: string) => (text.trim() === '' ? {} : { [name]: text.trim() });
  const tags = listOf(texts.tags);
  return {
    name: texts.name.trim(),
    prompt: texts.prompt.trim(),
    ...said('description', texts.description),
    ...said('negative_prompt', texts.negative),
    ...said('model', texts.model),
    ...said('style', texts.style),
    parameters: texts.parameters,
    variables: namesIn(texts).map(name => variableOf(name, texts.variables[name] ?? newVariable)),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function variableOf(name: string, texts: VariableTexts): WriteTemplateVariable {
  const choices = listOf(texts.choices);
  return {
    name,
    required: texts.required,
    ...(texts.description.trim() === '' ? {} : { description: texts.description.trim() }),
    ...(texts.default.trim() === '' ? {} : { default: texts.default.trim() }),
    ...(choices.length === 0 ? {} : { choices }),
  };
}
