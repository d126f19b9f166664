import Foundation
@_exported import HandrailCore

/// Help now. Works with no file, no key, no network and no unlock, and cannot fail: call it from anywhere.
///
/// `country` is an ISO code in any case; whatever else it is, the card still carries an emergency number.
public func crisisCard(_ country: String) -> CrisisCard { HandrailCore.crisisCard(country: country) }

extension Moment {
  /// This moment on this device.
  public static func now(_ date: Date = Date(), zone: TimeZone = .current) -> Moment {
    Moment(at: date, zone: zone.identifier)
  }
}

extension Milestone {
  /// `hour.24`, `day.30`, `month.6`, `year.1`: what to look up in a string catalogue.
  public var key: String {
    switch unit {
    case .hour: "hour.\(count)"
    case .day: "day.\(count)"
    case .month: "month.\(count)"
    case .year: "year.\(count)"
    }
  }
}

/// Runs a blocking call of the core on a thread of its own queue: Swift's pool of threads is small and must not wait for a disk.
func blocking<T: Sendable>(_ call: @escaping @Sendable () throws -> T) async throws(HandrailError) -> T {
  let result: Result<T, HandrailError> = await withCheckedContinuation { continuation in
    queue.async { continuation.resume(returning: caught(call)) }
  }
  return try result.get()
}

func caught<T>(_ call: () throws -> T) -> Result<T, HandrailError> {
  do {
    return .success(try call())
  } catch let error as HandrailError {
    return .failure(error)
  } catch {
    return .failure(.Internal(reason: "an error of an unknown kind"))
  }
}

private let queue = DispatchQueue(label: "org.handrail", qos: .userInitiated, attributes: .concurrent)
