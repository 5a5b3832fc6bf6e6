import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import type { ParameterRule, ParameterValue } from '@/api/types';
import { ParameterField } from './ParameterField';

const name = { zh: '名称', en: 'Strength' };
const number: ParameterRule = { type: 'number', min: 0, max: 1, default: 0.5, name };
const whole: ParameterRule = { type: 'integer', min: 1, max: 50, default: null, name };
const seed: ParameterRule = { type: 'integer', min: -1, max: 99_999_999, default: null, name };

/** Shows the field of a parameter that somebody may choose; answers the person, and what the draft holds. */
function field(rule: ParameterRule, first?: ParameterValue) {
  const onChange = vi.fn<(value: ParameterValue | undefined) => void>();
  function Chosen() {
    const [value, setValue] = useState(first);
    return (
      <ParameterField
        rule={rule}
        value={value}
        onChange={next => {
          onChange(next);
          setValue(next);
        }}
      />
    );
  }
  return { person: show(<Chosen />), last: () => onChange.mock.lastCall?.[0], onChange };
}

const typed = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Strength' });

describe('the field of a parameter', () => {
  it('is named, and says what is allowed and what holds', () => {
    field(number);
    expect(typed().value).toBe('');
    expect(typed().placeholder).toBe('0.5');
    expect(screen.getByRole<HTMLInputElement>('slider', { name: 'Strength' }).value).toBe('0.5');
    screen.getByText('0 – 1 · default 0.5');
  });

  it('takes a number that is typed within the bounds at once', async () => {
    const { person, last } = field(number);
    await person.type(typed(), '0.75');
    expect(last()).toBe(0.75);
  });

  it('never hands on a number beyond the bounds, and brings it there when the field is left', async () => {
    const { person, last, onChange } = field(whole);
    await person.type(typed(), '720');
    expect(typed().getAttribute('aria-invalid')).toBe('true');
    expect(onChange.mock.calls.flat()).toEqual([7]);
    await person.tab();
    expect(last()).toBe(50);
    expect(typed().value).toBe('50');
    expect(typed().getAttribute('aria-invalid')).toBe('false');
  });

  it('makes a whole number of what is none', async () => {
    const { person, last } = field(whole);
    await person.type(typed(), '7.6');
    await person.tab();
    expect(last()).toBe(8);
  });

  it('gives an emptied number back to the model', async () => {
    const { person, onChange } = field(number, 0.75);
    await person.clear(typed());
    expect(onChange).toHaveBeenLastCalledWith(undefined);
  });

  it('has no slider where it would have too many positions', () => {
    field(seed);
    expect(typed().placeholder).toBe('Default');
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('switches, and is no choice any more when it is back at the default', async () => {
    const { person, last, onChange } = field({ type: 'boolean', min: null, max: null, default: true, name });
    const box = screen.getByRole<HTMLInputElement>('switch', { name: 'Strength' });
    expect(box.checked).toBe(true);
    await person.click(box);
    expect(last()).toBe(false);
    await person.click(screen.getByText('Strength'));
    expect(onChange).toHaveBeenLastCalledWith(undefined);
    expect(box.checked).toBe(true);
  });

  it('offers its choices as one named group', async () => {
    const choices = [
      { value: 'ink', name: { zh: '水墨', en: 'Ink' } },
      { value: 'oil', name: { zh: '油画', en: 'Oil' } },
    ];
    const { person, last } = field({ type: 'choice', min: null, max: null, default: 'ink', choices, name });
    screen.getByRole('radiogroup', { name: 'Strength' });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Ink' }).checked).toBe(true);
    await person.click(screen.getByRole('radio', { name: 'Oil' }));
    expect(last()).toBe('oil');
    await person.click(screen.getByRole('button', { name: 'Reset' }));
    expect(last()).toBeUndefined();
  });

  it('counts the letters of a text', async () => {
    const { person, last } = field({ type: 'text', min: null, max: 5, default: null, name });
    await person.type(screen.getByRole('textbox', { name: 'Strength' }), 'fog');
    expect(last()).toBe('fog');
    screen.getByText('3 / 5');
  });

  it('of a kind that this page does not know is not drawn', () => {
    field({ type: 'matrix' as ParameterRule['type'], min: null, max: null, default: null, name });
    expect(screen.queryByText('Strength')).toBeNull();
  });
});
