import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testModel, testReferences } from '@testing/testModel';
import type * as Uploads from '@/api/uploads';
import { uploadPicture } from '@/api/uploads';
import { ApiProblem, Unreachable } from '@/api/problem';
import type { Model } from '@/api/types';
import { addReference, useDraft } from '@/domain/draft/store';
import { useUploads } from '@/domain/draft/uploads';
import { ReferenceRow } from './ReferenceRow';

vi.mock('@/api/uploads', async original => ({ ...(await original<typeof Uploads>()), uploadPicture: vi.fn() }));
const upload = vi.mocked(uploadPicture);

beforeEach(() => {
  URL.createObjectURL = () => 'blob:preview';
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => {
  useUploads.setState({ pending: [] });
  vi.resetAllMocks();
});

const model: Model = { ...testModel, references: testReferences(0, 3) };

function Row({ of }: { of: Model }) {
  return <ReferenceRow draft={useDraft(state => state.draft)} model={of} />;
}
function row(of: Model, ...ids: string[]) {
  for (const id of ids) addReference({ id, width: 300, height: 200 });
  return show(<Row of={of} />);
}
const order = () => useDraft.getState().draft.references.map(({ id }) => id);
const picture = (n: number) => screen.getByRole('button', { name: `Pic ${n}` });
const menu = () => screen.getAllByRole('menuitem').map(item => item.textContent);
const choose = (...files: File[]) =>
  fireEvent.change(screen.getByLabelText('Add reference pictures', { selector: 'input' }), { target: { files } });
const png = (name: string) => new File(['x'], name, { type: 'image/png' });

describe('the references', () => {
  it('are numbered as the prompt names them, and counted', () => {
    row(model, 'upl_a', 'upl_b');
    picture(1);
    picture(2);
    screen.getByText('References 2 of 3 · drag to reorder');
  });

  it('change places by their menu, which offers only what can be done', async () => {
    const person = row(model, 'upl_a', 'upl_b', 'upl_c');
    await person.click(picture(1));
    expect(menu()).toEqual(['Move later', 'Remove']);
    await person.click(screen.getByRole('menuitem', { name: 'Move later' }));
    expect(order()).toEqual(['upl_b', 'upl_a', 'upl_c']);
    await person.click(picture(2));
    expect(menu()).toEqual(['Move earlier', 'Move later', 'Remove']);
    await person.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
  });

  it('open their menu by Enter, and give the focus back', async () => {
    const person = row(model, 'upl_a', 'upl_b');
    picture(2).focus();
    await person.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('Move earlier'));
    await person.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(picture(2)));
  });

  it('say how the keyboard moves them where there are several, in words of their own', () => {
    row(model, 'upl_a', 'upl_b');
    const how = picture(1).getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(how)?.textContent).toMatch(/^Press Enter for its menu.*press the space bar/);
  });

  it('go by their button', async () => {
    const person = row(model, 'upl_a', 'upl_b');
    await person.click(screen.getByRole('button', { name: 'Remove picture 1' }));
    expect(order()).toEqual(['upl_b']);
  });

  it('that are too many say so, and which way out there is', async () => {
    const person = row({ ...model, references: testReferences(0, 1) }, 'upl_a', 'upl_b');
    expect(screen.getByRole('alert').textContent).toContain('takes at most 1 reference');
    await person.click(screen.getByRole('button', { name: 'Remove 1 picture' }));
    expect(order()).toEqual(['upl_a']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that are gone say so', () => {
    row(model, 'upl_a');
    fireEvent.error(picture(1).querySelector('img') as HTMLImageElement);
    screen.getByRole('button', { name: 'Picture 1 is gone. Remove it and add it again' });
  });

  it('show how far an upload is, and become a reference when it is there', async () => {
    let arrived: (facts: Awaited<ReturnType<typeof uploadPicture>>) => void = () => undefined;
    upload.mockImplementation((_file, _kind, { onProgress } = {}) => {
      onProgress?.(0.4);
      return new Promise(resolve => (arrived = resolve));
    });
    row({ ...model, references: testReferences(1, 3) });
    screen.getByText('Jimeng 4.0 needs 1 picture: add it here, or paste or drop it');
    choose(png('a.png'));
    const bar = await screen.findByRole('progressbar', { name: 'Uploading a.png' });
    expect(bar.getAttribute('aria-valuenow')).toBe('40');
    arrived({ id: 'upl_1', width: 300, height: 200 } as Awaited<ReturnType<typeof uploadPicture>>);
    await waitFor(() => expect(order()).toEqual(['upl_1']));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('that did not arrive can be sent again, those that were refused can not', async () => {
    upload.mockRejectedValueOnce(new Unreachable('cut'));
    upload.mockRejectedValueOnce(new ApiProblem(422, { code: 'invalid_picture', retryable: false }));
    const person = row({ ...model, references: testReferences(1, 3) });
    choose(png('a.png'));
    expect((await screen.findByRole('alert')).textContent).toContain('a.png: the upload broke off');
    await person.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('a.png: the picture is damaged and can’t be read');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await person.click(screen.getByRole('button', { name: 'Remove' }));
    expect(useUploads.getState().pending).toEqual([]);
  });
});
