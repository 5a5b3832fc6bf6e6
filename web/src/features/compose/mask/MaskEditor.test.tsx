import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testModel, testReferences } from '@testing/testModel';
import { Unreachable } from '@/api/problem';
import type { Model, Upload } from '@/api/types';
import type * as Uploads from '@/api/uploads';
import { uploadPicture } from '@/api/uploads';
import { addReference, changeDraft, startMasking, useDraft } from '@/domain/draft/store';
import { MaskEditor } from './MaskEditor';
import { shareOf } from './maskImage';

vi.mock('@/api/uploads', async original => ({ ...(await original<typeof Uploads>()), uploadPicture: vi.fn() }));
// What is painted is looked at by the browser tests: jsdom draws nothing.
vi.mock('./maskImage', () => ({
  shareOf: vi.fn(() => 0.25),
  maskPng: vi.fn(() => Promise.resolve(new Blob())),
  loadMask: vi.fn(),
}));
const upload = vi.mocked(uploadPicture);

const model: Model = { ...testModel, references: testReferences(1), mask: { erase_prompt: 'Delete' } as Model['mask'] };
const onSubmit = vi.fn();

beforeEach(() => {
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement) {
    const calls = { get: (_: object, name: string) => (name === 'canvas' ? this : () => undefined), set: () => true };
    return new Proxy({}, calls);
  } as unknown as HTMLCanvasElement['getContext'];
  vi.mocked(shareOf).mockReturnValue(0.25);
  upload.mockResolvedValue({ id: 'upl_mask' } as Upload);
  addReference({ id: 'upl_a', width: 300, height: 200 });
  startMasking();
});
afterEach(() => vi.clearAllMocks());

function Editor() {
  const { draft, masking } = useDraft();
  const [reference] = draft.references;
  return masking && reference !== undefined ? (
    <MaskEditor reference={reference} draft={draft} model={model} onSubmit={onSubmit} />
  ) : null;
}
function editor() {
  const person = show(<Editor />);
  const picture = screen.getByRole('dialog').querySelector('img') as HTMLImageElement;
  Object.defineProperties(picture, { naturalWidth: { value: 300 }, naturalHeight: { value: 200 } });
  return { person, open: () => fireEvent.load(picture), breakOff: () => fireEvent.error(picture) };
}
const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const words = () => screen.getByRole('textbox');
const said = () => screen.getByRole('status').textContent;

describe('the editor of masks', () => {
  it('begins on the picture, with nothing painted and nothing to send', () => {
    const { open } = editor();
    open();
    expect(document.activeElement).toBe(button(/^Region:/));
    expect(said()).toBe('Paint the region to change');
    screen.getByText('Jimeng 4.0 · 300×200');
    for (const name of ['Keep region', /^Repaint/, 'Undo', 'Redo', 'Clear']) expect(button(name).disabled).toBe(true);
  });

  it('paints by the keyboard, and takes it back and forth', async () => {
    const { person, open } = editor();
    open();
    await person.keyboard(' ');
    expect(said()).toBe('25.0% selected');
    await person.keyboard('{Control>}z{/Control}');
    expect(said()).toBe('Paint the region to change');
    expect(button('Undo').disabled).toBe(true);
    await person.keyboard('{Control>}y{/Control}');
    expect(said()).toBe('25.0% selected');
    await person.click(button('Undo'));
    await person.click(button('Redo'));
    expect(said()).toBe('25.0% selected');
  });

  it('has a brush that the slider and the keys make larger and smaller, within bounds', async () => {
    const { person, open } = editor();
    open();
    const brush = screen.getByRole<HTMLInputElement>('slider', { name: 'Size' });
    expect([brush.value, brush.min, brush.max]).toEqual(['19', '1', '100']);
    await person.keyboard(']');
    expect(brush.value).toBe('25');
    fireEvent.change(brush, { target: { value: '100' } });
    await person.keyboard(']');
    expect(brush.value).toBe('100');
    await person.keyboard('e');
    expect(button('Eraser').getAttribute('aria-pressed')).toBe('true');
    await person.keyboard('b');
    expect(button('Brush').getAttribute('aria-pressed')).toBe('true');
  });

  it('hears no letter of the prompt as a key', async () => {
    const { person, open } = editor();
    open();
    await person.type(words(), 'bei');
    expect(useDraft.getState().draft.prompt).toBe('bei');
    expect(button('Eraser').getAttribute('aria-pressed')).toBe('false');
    expect(said()).toBe('Paint the region to change');
  });

  it('sends the mask once, then the job with it', async () => {
    changeDraft({ prompt: 'A moon' });
    const { person, open } = editor();
    open();
    await person.keyboard(' ');
    await person.click(button(/^Repaint/));
    await waitFor(() => expect(onSubmit).toHaveBeenCalledTimes(1));
    expect(upload).toHaveBeenCalledExactlyOnceWith(expect.any(Blob), 'mask');
    expect(useDraft.getState()).toMatchObject({ masking: false, draft: { mask: { id: 'upl_mask', of: 'upl_a' } } });
  });

  it('keeps the region without sending a job', async () => {
    const { person, open } = editor();
    open();
    await person.keyboard(' ');
    await person.click(button('Keep region'));
    await waitFor(() => expect(useDraft.getState().masking).toBe(false));
    expect(useDraft.getState().draft.mask).toEqual({ id: 'upl_mask', of: 'upl_a' });
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it('says why the region could not be kept, and keeps what was painted', async () => {
    upload.mockRejectedValue(new Unreachable('cut'));
    const { person, open } = editor();
    open();
    await person.keyboard(' ');
    await person.click(button('Keep region'));
    expect((await screen.findByRole('alert')).textContent).toContain('the upload broke off');
    expect(useDraft.getState()).toMatchObject({ masking: true, draft: { mask: null } });
    expect(said()).toBe('25.0% selected');
  });

  it('offers the words that erase, where the model has some', async () => {
    const { person, open } = editor();
    open();
    await person.click(button('Remove it'));
    expect(useDraft.getState().draft.prompt).toBe('Delete');
  });

  it('sends nothing when it is closed', async () => {
    const { person, open } = editor();
    open();
    await person.keyboard(' ');
    await person.click(button('Close without keeping the region'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(upload).not.toHaveBeenCalled();
  });

  it('says so when the picture does not open', () => {
    const { breakOff } = editor();
    breakOff();
    expect(screen.getByRole('alert').textContent).toContain('The picture does not open');
  });
});
