/** The time and pitch stretcher as a processor of its own file: it registers itself where it is loaded. */
import './ending';
import 'signalsmith-stretch';
