import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { show } from '@testing/show';
import { testModel } from '@testing/testModel';
import { useDraft } from '@/domain/draft/store';
import { SizeChip } from './SizeChip';

/** As the composer does: with what the draft holds. */
function Chosen() {
  const { draft } = useDraft();
  return <SizeChip size={draft.size} tier={draft.tier} rule={testModel.size} />;
}
const open = async () => {
  const person = show(<Chosen />);
  await person.click(screen.getByRole('button'));
  return { person, panel: within(await screen.findByRole('dialog', { name: 'Picture size' })) };
};
const size = () => useDraft.getState().draft.size;

describe('the choice of a size', () => {
  it('begins with the default of the model, and leaves the draft to it', async () => {
    const { panel } = await open();
    expect(panel.getByRole<HTMLInputElement>('radio', { name: '1:1' }).checked).toBe(true);
    expect(panel.getByRole<HTMLInputElement>('radio', { name: '2K' }).checked).toBe(true);
    expect(size()).toBeNull();
  });

  it('keeps the shape when another tier has it', async () => {
    const { person, panel } = await open();
    await person.click(panel.getByRole('radio', { name: '4K' }));
    expect(size()).toEqual({ width: 4096, height: 4096 });
  });

  it('works out the shape in a tier that names no size for it', async () => {
    const { person, panel } = await open();
    await person.click(panel.getByRole('radio', { name: '16:9' }));
    expect(size()).toEqual({ width: 2560, height: 1440 });
    await person.click(panel.getByRole('radio', { name: '1K' }));
    expect(size()).toEqual({ width: 1368, height: 768 });
  });

  it('takes any size, and says at once which one the model refuses', async () => {
    const { person, panel } = await open();
    const width = panel.getByRole('spinbutton', { name: 'Width' });
    await person.clear(width);
    await person.type(width, '8000');
    expect(size()).toEqual({ width: 8000, height: 2048 });
    expect(panel.getByRole('alert').textContent).toContain('3:1');
    expect(width.getAttribute('aria-invalid')).toBe('true');
  });

  it('keeps the shape of a custom size while its sides are locked', async () => {
    const { person, panel } = await open();
    await person.click(panel.getByRole('radio', { name: '3:2' }));
    await person.click(panel.getByRole('button', { name: 'Lock the aspect ratio' }));
    const width = panel.getByRole('spinbutton', { name: 'Width' });
    await person.tripleClick(width);
    await person.paste('1248');
    expect(size()).toEqual({ width: 1248, height: 832 });
  });
});
