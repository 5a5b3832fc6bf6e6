import type { Model, ParameterRule, ParameterValue } from '@/api/types';

/** Unicode scalar values, as the server counts: an emoji is one, not two. */
export const lengthOf = (text: string): number => [...text].length;

/** The same rule as the server's: what passes here is not refused there. */
export function valueFits(rule: ParameterRule, value: ParameterValue): boolean {
  switch (rule.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return rule.choices?.some(choice => choice.value === value) ?? false;
    case 'text':
      return typeof value === 'string' && lengthOf(value) <= (rule.max ?? Infinity);
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

/** What other models on offer take and this one does not, each once. */
export function notTaken(models: readonly Model[], model: Model): ParameterRule[] {
  const others = models.flatMap(each => Object.entries(each.parameters));
  return Object.entries(Object.fromEntries(others))
    .filter(([name]) => !(name in model.parameters))
    .map(([, rule]) => rule);
}

/** The rule of a parameter that the model itself need not take: any model's, for its name. */
export const ruleNamed = (models: readonly Model[], name: string): ParameterRule | undefined =>
  models.find(model => name in model.parameters)?.parameters[name];
