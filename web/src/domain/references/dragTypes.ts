/** Of a drag of one of our own pictures: the reference it would make, as JSON. */
export const PICTURE_TYPE = 'application/x-imagegen-picture';
