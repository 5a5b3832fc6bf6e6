/** Of a drag that only gives a reference another place: its index. */
export const ORDER_TYPE = 'application/x-imagegen-order';

/** Of a drag of one of our own pictures: the reference it would make, as JSON. */
export const PICTURE_TYPE = 'application/x-imagegen-picture';
