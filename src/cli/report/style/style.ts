import { styleSheet } from '../html';
import { COLOURS } from './colours';
import { DRAWINGS } from './drawings';
import { LAYOUT } from './layout';
import { PRINT } from './print';
import { TABLES } from './tables';

/** The one style sheet of the page. */
export const STYLE = styleSheet([COLOURS, LAYOUT, TABLES, DRAWINGS, PRINT].join(''));
