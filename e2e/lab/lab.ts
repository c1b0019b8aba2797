import { labBridge } from './signals';
import * as checks from './checks';

Object.assign(window, { studio: labBridge, checks });
