import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { show } from '@testing/show';
import { testModel } from '@testing/testModel';
import { testTemplate } from '@testing/testTemplate';
import type * as Calls from '@/api/calls';
import { ApiProblem } from '@/api/problem';
import { createTemplate, getTemplate, replaceTemplate } from '@/api/templates';
import { EditTemplatePage, NewTemplatePage } from './EditorPage';

vi.mock('@/api/templates');
vi.mock('@/api/calls', async original => ({
  ...(await original<typeof Calls>()),
  listModels: vi.fn(() => Promise.resolve([testModel])),
  listStyles: vi.fn(() => Promise.resolve([])),
}));

const theirs = testTemplate({ name: 'Theirs', version: 4 });

beforeEach(() => {
  vi.mocked(getTemplate).mockResolvedValueOnce(testTemplate()).mockResolvedValue(theirs);
});
afterEach(() => vi.resetAllMocks());

/** All at once: each letter would draw the whole form. */
const put = async (person: UserEvent, field: HTMLElement, text: string): Promise<void> => {
  await person.click(field);
  await person.paste(text);
};

const open = (at: string) =>
  show(
    <Routes>
      <Route path="/templates/new" element={<NewTemplatePage />} />
      <Route path="/templates/:id/edit" element={<EditTemplatePage />} />
      <Route path="/templates/:id" element="the template" />
    </Routes>,
    at,
  );

it('a template is made of what is typed, and what the server has against it is said', async () => {
  vi.mocked(createTemplate)
    .mockRejectedValueOnce(
      new ApiProblem(409, { detail: 'Taken.', errors: [{ pointer: '/name', detail: 'There is another one.' }] }),
    )
    .mockResolvedValueOnce(testTemplate());
  const person = open('/templates/new');
  await put(person, screen.getByLabelText('Name'), 'Shop');
  await put(person, screen.getByLabelText('Prompt'), 'a {product}');
  await put(person, within(screen.getByRole('group', { name: 'product' })).getByLabelText('Choices'), 'lamp, cup');
  await person.selectOptions(await screen.findByRole('combobox', { name: 'Model' }), 'Jimeng 4.0');
  await put(person, screen.getByLabelText('Number of pictures'), '2');
  await person.click(screen.getByRole('button', { name: 'Save the template' }));
  await screen.findByText('There is another one.');
  await person.click(screen.getByRole('button', { name: 'Save the template' }));
  await screen.findByText('the template');
  expect(createTemplate).toHaveBeenLastCalledWith(
    {
      name: 'Shop',
      prompt: 'a {product}',
      model: testModel.id,
      parameters: { count: 2 },
      variables: [{ name: 'product', required: true, choices: ['lamp', 'cup'] }],
    },
    null,
  );
});

it('a brace without its other half is said before it is sent', async () => {
  const person = open('/templates/new');
  await put(person, screen.getByLabelText('Prompt'), 'a {product');
  screen.getByText(/A brace has no other half/);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save the template' }).disabled).toBe(true);
});

it('what somebody else has written is written over only by who has read that', async () => {
  vi.mocked(replaceTemplate)
    .mockRejectedValueOnce(new ApiProblem(412, { code: 'template_changed' }))
    .mockResolvedValueOnce(testTemplate({ version: 5 }));
  const person = open('/templates/tpl_1/edit');
  await put(person, await screen.findByLabelText('Name'), ' of mine');
  await person.click(screen.getByRole('button', { name: 'Save the template' }));
  await screen.findByRole('heading', { name: 'Somebody has changed this template since you opened it' });
  expect(vi.mocked(replaceTemplate).mock.calls[0]?.[2]).toBe(3);
  await person.click(screen.getByRole('button', { name: 'Save mine all the same' }));
  await screen.findByText('the template');
  expect(vi.mocked(replaceTemplate).mock.calls[1]?.[1]).toMatchObject({ name: 'Shop window of mine' });
  expect(vi.mocked(replaceTemplate).mock.calls[1]?.[2]).toBe(4);
});

it('or takes the place of what was typed', async () => {
  vi.mocked(replaceTemplate).mockRejectedValue(new ApiProblem(412, { code: 'template_changed' }));
  const person = open('/templates/tpl_1/edit');
  await put(person, await screen.findByLabelText('Name'), ' of mine');
  await person.click(screen.getByRole('button', { name: 'Save the template' }));
  await person.click(await screen.findByRole('button', { name: /^Load the latest/ }));
  expect((await screen.findByDisplayValue('Theirs')).isConnected).toBe(true);
  expect(screen.queryByRole('heading', { name: /Somebody has changed/ })).toBeNull();
});
