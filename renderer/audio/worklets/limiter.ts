export { Limiter, limiterLatency } from '../kernels/limiter';
