// How much memory the process holds, to see whether it grows.

import Foundation

/// The bytes that the process has allocated and not freed.
enum AllocatedBytes {
  /// Known under the address sanitizer alone, whose allocator counts; 0 without it.
  static var count: Int {
    typealias Counter = @convention(c) () -> Int
    guard let counter = dlsym(nil, "__sanitizer_get_current_allocated_bytes") else { return 0 }
    return unsafeBitCast(counter, to: Counter.self)()
  }
}
