/** Marks in a text where a value goes as a double-quoted string. No text of a program holds a control character. */
export const SECRET_PLACE = '\0';
