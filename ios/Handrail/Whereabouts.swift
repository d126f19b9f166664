import CoreLocation
import Handrail

/// Where the phone is, roughly and once, when the person asks for it. Nothing is kept and nothing is sent.
@MainActor final class Whereabouts: NSObject, @preconcurrency CLLocationManagerDelegate {
  private let manager = CLLocationManager()
  private var waiting: CheckedContinuation<GeoPoint?, Never>?

  func once() async -> GeoPoint? {
    await withCheckedContinuation { continuation in
      waiting = continuation
      manager.delegate = self
      manager.desiredAccuracy = kCLLocationAccuracyHundredMeters
    }
  }

  /// Called as soon as there is a delegate, and again when the person has answered.
  func locationManagerDidChangeAuthorization(_ manager: CLLocationManager) {
    switch manager.authorizationStatus {
    case .notDetermined: manager.requestWhenInUseAuthorization()
    case .authorizedWhenInUse, .authorizedAlways: manager.requestLocation()
    default: answer(nil)
    }
  }

  func locationManager(_ manager: CLLocationManager, didUpdateLocations locations: [CLLocation]) {
    answer(locations.last.map { GeoPoint(latitude: $0.coordinate.latitude, longitude: $0.coordinate.longitude) })
  }

  func locationManager(_ manager: CLLocationManager, didFailWithError error: any Error) { answer(nil) }

  private func answer(_ point: GeoPoint?) {
    waiting?.resume(returning: point)
    waiting = nil
  }
}
