import { describe, expect, it } from 'vitest';
import { testReferences } from '@testing/testModel';
import type { ParameterRule, ParameterValue, ReferenceRule, SizeRule, Style } from '@/api/types';
import { valueFits } from './models/parameters';
import { sizeProblem } from './models/size';
import { withStyle } from './models/styles';
import { referenceProblem } from './references/reference';
import text from '../../../tests/vectors/request-rules.json?raw';

interface Fits {
  rule: string;
  fits: boolean;
}
interface Box extends Fits {
  width: number;
  height: number;
}
interface Vectors {
  sizes: { rules: Record<string, SizeRule>; cases: Box[] };
  parameters: { rules: Record<string, ParameterRule>; cases: (Fits & { value: ParameterValue })[] };
  styles: { words: Style['prompt']; cases: { prompt: string; styled: string }[] };
  references: { rules: Record<string, ReferenceRule>; cases: Box[] };
}

const { sizes, parameters, styles, references } = JSON.parse(text) as Vectors;

/** What the server would refuse is said at once; both read the same cases. */
describe('as on the server', () => {
  it.each(sizes.cases)('a size fits: $rule $width × $height $fits', ({ rule, width, height, fits }) => {
    expect(sizeProblem(sizes.rules[rule] as SizeRule, { width, height }) === null).toBe(fits);
  });

  it.each(parameters.cases)('a parameter fits: $rule $value $fits', ({ rule, value, fits }) => {
    expect(valueFits(parameters.rules[rule] as ParameterRule, value)).toBe(fits);
  });

  it.each(styles.cases)('a style adds its words: $prompt', ({ prompt, styled }) => {
    expect(withStyle(prompt, { id: 'ink', name: styles.words, prompt: styles.words })).toBe(styled);
  });

  it.each(references.cases)('a reference fits: $rule $width × $height $fits', ({ rule, width, height, fits }) => {
    const reference = { id: 'upl_1', width, height };
    expect(referenceProblem(reference, { ...testReferences(1), ...references.rules[rule] }) === null).toBe(fits);
  });
});
