import type { Model, ParameterRule, ParameterValue } from '@/api/types';

/** Unicode scalar values, as the server counts: an emoji is one, not two. */
export const lengthOf = (text: string): number => Array.from(text).length;

/** The same rule as the server's: what passes here is not refused there. */
export function valueFits(rule: ParameterRule, value: ParameterValue): boolean {
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return rule.choices?.some(choice => choice.value === value) ?? false;
    case 'text':
      return typeof value === 'string' && inRange(rule, lengthOf(value));
    case 'integer':
      return Number.isInteger(value) && inRange(rule, value);
    case 'number':
      return Number.isFinite(value) && inRange(rule, value);
    default:
      return false;
  }
}

const inRange = ({ min, max }: ParameterRule, value: ParameterValue): boolean =>
  Number(value) >= (min ?? -Infinity) && Number(value) <= (max ?? Infinity);

/** All optional parameters of a model, wherever in a request each is given. */
export const rulesOf = (model: Model): Readonly<Record<string, ParameterRule>> => ({
  ...model.parameters,
  ...model.options,
});

/** What an enlarged picture is to be, such as 4K: the one choice of a model whose size follows its input. */
export function targetOf(model: Model): { name: string; rule: ParameterRule } | undefined {
  const rule = model.options.resolution;
  return model.size === null && rule?.type === 'choice' ? { name: 'resolution', rule } : undefined;
}

/** What other models on offer take and this one does not, each once. */
export function notTaken(models: readonly Model[], model: Model): ParameterRule[] {
  const others = models.flatMap(each => Object.entries(rulesOf(each)));
  return Object.entries(Object.fromEntries(others))
    .filter(([name]) => !(name in rulesOf(model)))
    .map(([, rule]) => rule);
}

/** The rule of a parameter that the model itself need not take: any model's, for its name. */
export const ruleNamed = (models: readonly Model[], name: string): ParameterRule | undefined =>
  models.map(model => rulesOf(model)[name]).find(rule => rule !== undefined);
