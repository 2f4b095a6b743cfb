/** Marks the places in a text for a value as a double-quoted string. No text of a program holds a control character. */
export const SECRET_PLACE = '\0';
