import {
  type Announcements,
  closestCenter,
  type DndContextProps,
  KeyboardSensor,
  PointerSensor,
  type PointerSensorOptions,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import type { PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { moveReference } from '@/domain/draft/store';
import type { Reference } from '@/domain/references/reference';

/** A pointer other than a finger, which scrolls the row unless it rests first. */
class MouseSensor extends PointerSensor {
  static override activators = PointerSensor.activators.map(({ eventName, handler }) => ({
    eventName,
    handler: (event: PointerEvent, options: PointerSensorOptions) =>
      event.nativeEvent.pointerType !== 'touch' && handler(event, options),
  }));
}

/** How references are put in another order: by the mouse, by a finger that rests on one, and by the keyboard; what happens is said too. */
export function useOrder(references: readonly Reference[]): DndContextProps {
  const { t } = useTranslation();
  const sensors = useSensors(
    // A click and a tap open the menu, and so does the Enter key.
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Tab'] },
    }),
  );
  const count = references.length;
  const placeOf = (id: string | number): number => references.findIndex(each => each.id === id);
  const nth = (id: string | number): string => t('references.nth', { n: placeOf(id) + 1 });
  const isOver = (id: string | number, place: string | number): string =>
    // Over its own place it has only been taken, which is said as soon as it is and when it comes back.
    t(id === place ? 'references.order.taken' : 'references.order.over', {
      name: nth(id),
      place: placeOf(place) + 1,
      count,
    });
  const announcements: Announcements = {
    onDragStart: ({ active }) => isOver(active.id, active.id),
    onDragOver: ({ active, over }) => (over === null ? undefined : isOver(active.id, over.id)),
    onDragEnd: ({ active, over }) =>
      t('references.order.put', { name: nth(active.id), place: placeOf((over ?? active).id) + 1, count }),
    onDragCancel: ({ active }) => t('references.order.back', { name: nth(active.id) }),
  };
  return {
    sensors,
    collisionDetection: closestCenter,
    // It is one row.
    modifiers: [({ transform }) => ({ ...transform, y: 0 })],
    accessibility: { announcements, screenReaderInstructions: { draggable: t('references.order.how') } },
    onDragEnd: ({ active, over }) => {
      if (over !== null && over.id !== active.id) moveReference(placeOf(active.id), placeOf(over.id));
    },
  };
}
